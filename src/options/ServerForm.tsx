import { useRef, useState } from "preact/hooks";
import type { EnvironmentView } from "../contract/control.ts";
import type { Environment } from "../contract/settings.ts";
import { Announcement } from "../ui/Announcement.tsx";
import { useAction } from "../ui/action.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { hostPatterns } from "../ui/host-patterns.ts";
import { ErrorNotice, Notice } from "../ui/Notice.tsx";
import { useWords } from "../ui/speech.tsx";
import type { MessageKey } from "../ui/words.ts";
import { useFields } from "./fields.ts";
import type { OptionsHost } from "./options-host.ts";
import { ServerFields } from "./ServerFields.tsx";
import {
	addressesOf,
	judgeServer,
	problemWithIssuer,
	SERVER_FIELDS,
	type ServerDraft,
	serverDraftOf,
} from "./server-draft.ts";

/** What a server is called while its addresses are looked for: the name in the form need not be a good one yet. */
const FOUND = "found";

interface ServerFormProps {
	host: OptionsHost;
	/** Undefined: a server to be added. */
	environment: EnvironmentView | undefined;
	/** Names that other servers have. */
	taken: readonly string[];
	draft: ServerDraft;
	onDraft: (draft: ServerDraft) => void;
	/** What was typed is stored now. */
	onSaved: () => void;
}

/** One server's addresses: found from its issuer, or typed. */
export function ServerForm({ host, environment, taken, draft, onDraft, onSaved }: ServerFormProps) {
	const { t } = useWords();
	const [outcome, setOutcome] = useState<MessageKey>();
	const [isBarred, setBarred] = useState(false);
	const acting = useAction();
	const fields = useFields(SERVER_FIELDS, draft, onDraft);
	const newest = useRef(draft);
	newest.current = draft;
	/** What the press before came to. */
	const forget = () => {
		setOutcome(undefined);
		setBarred(false);
		acting.clear();
	};
	/** The browser's question must come straight from the press, before anything is awaited. */
	const carryOut = (addresses: string[], work: () => Promise<unknown>, done: MessageKey) => {
		const patterns = hostPatterns(addresses);
		const permitted = patterns.length === 0 ? true : host.requestOrigins(patterns);
		void acting.run(async () => {
			if (!(await permitted)) return setBarred(true);
			await work();
			setOutcome(done);
		});
	};
	const store = async (judged: Environment) => {
		await host.ask("saveEnvironment", judged);
		onSaved();
	};
	const save = () => {
		const judged = judgeServer(draft, taken);
		forget();
		fields.show("problems" in judged ? judged.problems : {});
		if (!("environment" in judged)) return;
		carryOut(addressesOf(judged.environment), () => store(judged.environment), "server_saved");
	};
	const find = () => {
		const issuer = draft.issuer.trim();
		const problem = problemWithIssuer(issuer);
		forget();
		fields.show(problem ? { issuer: problem } : {});
		if (problem) return;
		const look = async () => {
			const found = await host.ask("discoverEnvironment", { name: FOUND, issuer });
			onDraft({ ...serverDraftOf(found), name: newest.current.name });
		};
		carryOut([issuer], look, "server_found");
	};
	const remove = () => {
		if (!environment) return;
		const { name, preset } = environment;
		forget();
		const drop = async () => {
			await host.ask("removeEnvironment", { name });
			onSaved();
		};
		carryOut([], drop, preset ? "server_restored" : "server_removed");
	};
	return (
		<div class="form">
			<Field
				{...fields.bind("name")}
				label={t("server_name")}
				hint={t("server_name_hint")}
				look="code"
				disabled={environment !== undefined}
			/>
			<Field {...fields.bind("issuer")} label={t("issuer")} hint={t("issuer_hint")} look="code" />
			<div>
				<Button busy={acting.isBusy} onPress={find}>
					{t("find_addresses")}
				</Button>
			</div>
			<ServerFields bind={fields.bind} draft={draft} onDraft={onDraft} />
			{environment && <p class="hint">{t("server_change_hint")}</p>}
			<div class="form-end">
				<Button kind="primary" busy={acting.isBusy} onPress={save}>
					{t("save_server")}
				</Button>
				{environment && (!environment.preset || environment.changed) && (
					<Button kind="danger" busy={acting.isBusy} onPress={remove}>
						{t(environment.preset ? "restore_server" : "remove_server")}
					</Button>
				)}
				<Announcement visible text={outcome ? t(outcome) : ""} />
			</div>
			{isBarred && (
				<Notice tone="bad">
					<p>{t("hosts_refused")}</p>
				</Notice>
			)}
			<ErrorNotice error={acting.error} />
		</div>
	);
}
