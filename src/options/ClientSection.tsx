import { useState } from "preact/hooks";
import { Choice } from "../ui/Choice.tsx";
import { environmentTitle } from "../ui/environments.ts";
import { useWords } from "../ui/speech.tsx";
import { ClientForm } from "./ClientForm.tsx";
import { type ClientDraft, draftOf } from "./client-draft.ts";
import type { SectionProps } from "./section.ts";

/** The app of each environment. What was typed for one stays when another is looked at. */
export function ClientSection({ host, settings }: SectionProps) {
	const words = useWords();
	const { t } = words;
	const { environments, clients } = settings;
	const [wanted, setWanted] = useState<string>();
	const [drafts, setDrafts] = useState<Readonly<Record<string, ClientDraft>>>({});
	const environment =
		environments.find(({ name }) => name === wanted) ??
		environments.find(({ name }) => clients.some((client) => client.environment === name)) ??
		environments[0];
	if (!environment) return null;
	const { name } = environment;
	const client = clients.find((candidate) => candidate.environment === name);
	const forget = () => setDrafts(({ [name]: _, ...others }) => others);
	return (
		<>
			<p class="lead">{t("app_lead")}</p>
			<Choice
				label={t("environment")}
				value={name}
				onValue={setWanted}
				options={environments.map((option) => ({
					value: option.name,
					text: environmentTitle(option.name, words),
				}))}
			/>
			<ClientForm
				key={name}
				host={host}
				environment={environment}
				client={client}
				draft={drafts[name] ?? draftOf(name, client)}
				onDraft={(draft) => setDrafts((others) => ({ ...others, [name]: draft }))}
				onSaved={forget}
			/>
		</>
	);
}
