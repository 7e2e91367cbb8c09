import { useState } from "preact/hooks";
import { Choice } from "../ui/Choice.tsx";
import { environmentTitle } from "../ui/environments.ts";
import { useWords } from "../ui/speech.tsx";
import { ServerForm } from "./ServerForm.tsx";
import type { SectionProps } from "./section.ts";
import { type ServerDraft, serverDraftOf } from "./server-draft.ts";

/** No environment can have this name. */
const NEW = "";

/** The servers' addresses: Yandex's own can be changed and restored, others added and removed. */
export function ServersSection({ host, settings }: SectionProps) {
	const words = useWords();
	const { t } = words;
	const { environments } = settings;
	const [wanted, setWanted] = useState(NEW);
	const [drafts, setDrafts] = useState<Readonly<Record<string, ServerDraft>>>({});
	const environment = environments.find(({ name }) => name === wanted);
	const name = environment?.name ?? NEW;
	const options = environments.map((option) => ({
		value: option.name,
		text: option.changed
			? t("server_changed", { name: environmentTitle(option.name, words) })
			: environmentTitle(option.name, words),
	}));
	return (
		<>
			<p class="lead">{t("servers_lead")}</p>
			<details class="more">
				<summary>{t("servers_change")}</summary>
				<Choice
					label={t("server")}
					value={name}
					onValue={setWanted}
					options={[{ value: NEW, text: t("server_new") }, ...options]}
				/>
				<ServerForm
					key={name}
					host={host}
					environment={environment}
					taken={environments.map((other) => other.name).filter((other) => other !== name)}
					draft={drafts[name] ?? serverDraftOf(environment)}
					onDraft={(draft) => setDrafts((others) => ({ ...others, [name]: draft }))}
					onSaved={() => setDrafts(({ [name]: _, ...others }) => others)}
				/>
			</details>
		</>
	);
}
