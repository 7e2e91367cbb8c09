import { useState } from "preact/hooks";
import type { EnvironmentView } from "../contract/control.ts";
import type { ClientInput, ClientView } from "../contract/settings.ts";
import { Announcement } from "../ui/Announcement.tsx";
import { useAction } from "../ui/action.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { ErrorNotice } from "../ui/Notice.tsx";
import { useWords } from "../ui/speech.tsx";
import type { MessageKey } from "../ui/words.ts";
import { ClientKind } from "./ClientKind.tsx";
import { ClientMore } from "./ClientMore.tsx";
import { CLIENT_FIELDS, type ClientDraft, judgeDraft } from "./client-draft.ts";
import { useFields } from "./fields.ts";
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
	/** What was typed is stored now. */
	onSaved: () => void;
}

/** The form for one environment's app. Wrong values get a message where they stand, and nothing typed is lost. */
export function ClientForm({ host, environment, client, draft, onDraft, onSaved }: ClientFormProps) {
	const { t } = useWords();
	const [outcome, setOutcome] = useState<MessageKey>();
	const saving = useAction();
	const type = (changed: ClientDraft) => {
		setOutcome(undefined);
		onDraft(changed);
	};
	const { bind, show } = useFields(CLIENT_FIELDS, draft, type);
	const carryOut = (work: () => Promise<unknown>, done: MessageKey) => {
		setOutcome(undefined);
		void saving.run(work).then((isDone) => isDone && setOutcome(done));
	};
	const store = async (input: ClientInput) => {
		await host.ask("saveClient", input);
		onSaved();
	};
	const save = () => {
		const judged = judgeDraft(draft);
		show("problems" in judged ? judged.problems : {});
		if ("input" in judged) carryOut(() => store(judged.input), "saved");
	};
	const remove = async () => {
		await host.ask("removeClient", { environment: environment.name });
		onSaved();
	};
	const removeSecret = async () => {
		if (!client) return;
		const { hasSecret: _, ...stored } = client;
		await host.ask("saveClient", { ...stored, clientSecret: null });
		onDraft({ ...draft, clientSecret: "" });
	};
	const hasSecret = client?.hasSecret === true;
	return (
		<div class="form">
			<RegisterHelp environment={environment} />
			<RedirectUri host={host} environment={environment} wayBack={draft.wayBack} />
			<Field {...bind("clientId")} label={t("client_id")} look="code" />
			<Field
				{...bind("clientSecret")}
				label={t("client_secret")}
				look="secret"
				hint={t(hasSecret ? "client_secret_kept" : "client_secret_hint")}
				placeholder={hasSecret ? t("secret_stored") : undefined}
			/>
			<ClientKind
				isConfidential={hasSecret || draft.clientSecret !== ""}
				onRemoveSecret={hasSecret ? () => carryOut(removeSecret, "secret_removed") : undefined}
			/>
			<Field {...bind("scopes")} label={t("scopes")} look="code" hint={t("scopes_hint")} />
			<Field
				{...bind("optionalScopes")}
				label={t("optional_scopes")}
				look="code"
				hint={t("optional_scopes_hint")}
			/>
			<Field {...bind("name")} label={t("app_name")} hint={t("app_name_hint")} />
			<ClientMore dialect={environment.dialect} draft={draft} onDraft={type} />
			<div class="form-end">
				<Button kind="primary" busy={saving.isBusy} onPress={save}>
					{t("save")}
				</Button>
				{client && (
					<Button kind="danger" busy={saving.isBusy} onPress={() => carryOut(remove, "app_removed")}>
						{t("remove_app")}
					</Button>
				)}
				<Announcement visible text={outcome ? t(outcome) : ""} />
			</div>
			<ErrorNotice error={saving.error} />
			{client && <TryIt key={client.clientId} host={host} environment={environment.name} />}
		</div>
	);
}
