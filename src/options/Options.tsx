import type { SettingsView } from "../contract/control.ts";
import { Sign } from "../ui/icons.tsx";
import { useWords } from "../ui/speech.tsx";
import type { MessageKey } from "../ui/words.ts";
import { ClientSection } from "./ClientSection.tsx";
import type { OptionsHost } from "./options-host.ts";
import { SitesSection } from "./SitesSection.tsx";

export interface SectionProps {
	host: OptionsHost;
	settings: SettingsView;
}

const SECTIONS = [
	{ id: "app", title: "app_section", Section: ClientSection },
	{ id: "sites", title: "sites_section", Section: SitesSection },
] as const satisfies { id: string; title: MessageKey; Section: (props: SectionProps) => unknown }[];

/** The sections one below the other, and a way to each. */
export function Options(props: SectionProps) {
	const { t } = useWords();
	return (
		<div class="page">
			<header class="side">
				<div class="brand">
					<Sign />
					<h1>{t("name")}</h1>
				</div>
				<nav aria-label={t("sections")}>
					<ul>
						{SECTIONS.map(({ id, title }) => (
							<li key={id}>
								<a href={`#${id}`}>{t(title)}</a>
							</li>
						))}
					</ul>
				</nav>
			</header>
			<main>
				{SECTIONS.map(({ id, title, Section }) => (
					<section key={id} id={id} class="card" aria-labelledby={`${id}-title`}>
						<h2 id={`${id}-title`}>{t(title)}</h2>
						<Section {...props} />
					</section>
				))}
			</main>
		</div>
	);
}
