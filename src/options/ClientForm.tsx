import { useRef, useState } from "preact/hooks";
import type { EnvironmentView } from "../contract/control.ts";
import type { ClientView } from "../contract/settings.ts";
import { Announcement } from "../ui/Announcement.tsx";
import { useAction } from "../ui/action.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { ErrorNotice } from "../ui/Notice.tsx";
import { useWords } from "../ui/speech.tsx";
import { ClientKind } from "./ClientKind.tsx";
import { ClientMore } from "./ClientMore.tsx";
import {
	type ClientDraft,
	type ClientField,
	type ClientProblems,
	firstProblem,
	judgeDraft,
} from "./client-draft.ts";
import type { OptionsHost } from "./options-host.ts";
import { RedirectUri } from "./RedirectUri.tsx";
import { RegisterHelp } from "./RegisterHelp.tsx";
import { TryIt } from "./TryIt.tsx";

interface ClientFormProps {
	host: OptionsHost;
	environment: EnvironmentView;
	client: ClientView | undefined;
	draft: ClientDraft;
	onDraft: (draft: ClientDraft) => void;
	onSaved: () => void;
}

/** The form for one environment's app. Wrong values get a message where they stand, and nothing typed is lost. */
export function ClientForm({ host, environment, client, draft, onDraft, onSaved }: ClientFormProps) {
	const { t } = useWords();
	const [problems, setProblems] = useState<ClientProblems>({});
	const [outcome, setOutcome] = useState("");
	const boxes = useRef<Partial<Record<ClientField, HTMLInputElement | null>>>({});
	const saving = useAction();

	const save = () => {
		setOutcome("");
		const judged = judgeDraft(draft);
		if ("problems" in judged) {
			setProblems(judged.problems);
			const first = firstProblem(judged.problems);
			if (first) boxes.current[first]?.focus();
			return;
		}
		setProblems({});
		void saving.run(async () => {
			await host.ask("saveClient", judged.input);
			onSaved();
			setOutcome(t("saved"));
		});
	};
	const remove = () =>
		void saving.run(async () => {
			await host.ask("removeClient", { environment: environment.name });
			onSaved();
			setOutcome(t("app_removed"));
		});

	const field = (name: ClientField) => {
		const problem = problems[name];
		return {
			value: draft[name],
			problem: problem && t(problem),
			inputRef: (box: HTMLInputElement | null) => {
				boxes.current[name] = box;
			},
			onValue: (value: string) => {
				setOutcome("");
				setProblems(({ [name]: _, ...others }) => others);
				onDraft({ ...draft, [name]: value });
			},
		};
	};

	return (
		<div class="form">
			<RegisterHelp environment={environment} />
			<RedirectUri host={host} environment={environment} wayBack={draft.wayBack} />
			<Field {...field("clientId")} label={t("client_id")} look="code" />
			<Field
				{...field("clientSecret")}
				label={t("client_secret")}
				look="secret"
				hint={t("client_secret_hint")}
				placeholder={client?.hasSecret ? t("secret_stored") : undefined}
			/>
			<ClientKind
				isConfidential={client?.hasSecret === true || draft.clientSecret !== ""}
				onRemoveSecret={
					client?.hasSecret
						? () =>
								void saving.run(async () => {
									const { hasSecret: _, ...stored } = client;
									await host.ask("saveClient", { ...stored, clientSecret: null });
									setOutcome(t("secret_removed"));
								})
						: undefined
				}
			/>
			<Field {...field("scopes")} label={t("scopes")} look="code" hint={t("scopes_hint")} />
			<Field
				{...field("optionalScopes")}
				label={t("optional_scopes")}
				look="code"
				hint={t("optional_scopes_hint")}
			/>
			<Field {...field("name")} label={t("app_name")} hint={t("app_name_hint")} />
			<ClientMore dialect={environment.dialect} draft={draft} onDraft={onDraft} />
			<div class="form-end">
				<Button kind="primary" busy={saving.isBusy} onPress={save}>
					{t("save")}
				</Button>
				{client && (
					<Button kind="danger" busy={saving.isBusy} onPress={remove}>
						{t("remove_app")}
					</Button>
				)}
				<Announcement visible text={outcome} />
			</div>
			<ErrorNotice error={saving.error} />
			{client && <TryIt key={client.clientId} host={host} environment={environment.name} />}
		</div>
	);
}
