import { useWords } from "../ui/speech.tsx";
import type { MessageKey } from "../ui/words.ts";
import { AboutSection } from "./AboutSection.tsx";
import { ActivitySection } from "./ActivitySection.tsx";
import { BackupSection } from "./BackupSection.tsx";
import { Brand } from "./Brand.tsx";
import { ClientSection } from "./ClientSection.tsx";
import { DeveloperSection } from "./DeveloperSection.tsx";
import { LanguageSection } from "./LanguageSection.tsx";
import { ServersSection } from "./ServersSection.tsx";
import { SitesSection } from "./SitesSection.tsx";
import type { SectionProps } from "./section.ts";

const SECTIONS = [
	{ id: "app", title: "app_section", Section: ClientSection },
	{ id: "sites", title: "sites_section", Section: SitesSection },
	{ id: "activity", title: "activity_section", Section: ActivitySection },
	{ id: "servers", title: "servers_section", Section: ServersSection },
	{ id: "developer", title: "developer_section", Section: DeveloperSection },
	{ id: "language", title: "language_section", Section: LanguageSection },
	{ id: "backup", title: "backup_section", Section: BackupSection },
	{ id: "about", title: "about_section", Section: AboutSection },
] as const satisfies { id: string; title: MessageKey; Section: (props: SectionProps) => unknown }[];

/** The sections one below the other, and a way to each. */
export function Options(props: SectionProps) {
	const { t } = useWords();
	return (
		<div class="page">
			<header class="side">
				<Brand />
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
