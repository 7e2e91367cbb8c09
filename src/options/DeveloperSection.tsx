import { useEffect, useState } from "preact/hooks";
import type { Overview } from "../contract/control.ts";
import type { Token } from "../contract/values.ts";
import { useAction } from "../ui/action.ts";
import { useAsked } from "../ui/asked.ts";
import { Button } from "../ui/Button.tsx";
import { Choice } from "../ui/Choice.tsx";
import { Field } from "../ui/Field.tsx";
import { ErrorNotice } from "../ui/Notice.tsx";
import { useWords } from "../ui/speech.tsx";
import { wordsOf } from "./client-draft.ts";
import type { OptionsHost } from "./options-host.ts";
import type { SectionProps } from "./section.ts";
import { TokenPanel } from "./TokenPanel.tsx";

/** How long a token stays on the page, in seconds. */
const LIFE = 60;

/** A token for trying an API by hand, as seed 002 speaks of debug tokens. */
export function DeveloperSection({ host }: SectionProps) {
	const { t } = useWords();
	const { value } = useAsked(host, "overview", {});
	return (
		<>
			<p class="lead">{t("developer_lead")}</p>
			{value && value.accounts.length === 0 && <p class="nobody">{t("token_nobody")}</p>}
			{value && value.accounts.length > 0 && <TokenForm host={host} accounts={value.accounts} />}
		</>
	);
}

function TokenForm({ host, accounts }: { host: OptionsHost; accounts: Overview["accounts"] }) {
	const { t } = useWords();
	const [wanted, setWanted] = useState<string>();
	const [clientId, setClientId] = useState("");
	const [scopes, setScopes] = useState("");
	const [token, setToken] = useState<Token>();
	const [isGone, setGone] = useState(false);
	const getting = useAction();
	const uid = accounts.find((account) => account.uid === wanted)?.uid ?? accounts[0]?.uid ?? "";
	useEffect(() => {
		if (!token) return;
		return host.after(LIFE, () => {
			setToken(undefined);
			setGone(true);
		});
	}, [host, token]);
	const get = () => {
		setToken(undefined);
		setGone(false);
		const named = wordsOf(scopes);
		const params = {
			uid,
			...(clientId.trim() !== "" && { clientId: clientId.trim() }),
			...(named.length > 0 && { scopes: named }),
		};
		void getting.run(async () => setToken(await host.ask("developerToken", params)));
	};
	return (
		<div class="form">
			<Choice
				label={t("token_account")}
				value={uid}
				onValue={setWanted}
				options={accounts.map((account) => ({
					value: account.uid,
					text: [account.displayName, account.login].filter(Boolean).join(" · "),
				}))}
			/>
			<Field
				label={t("token_client")}
				hint={t("token_client_hint")}
				value={clientId}
				onValue={setClientId}
				look="code"
			/>
			<Field
				label={t("token_scopes")}
				hint={t("token_scopes_hint")}
				value={scopes}
				onValue={setScopes}
				look="code"
			/>
			<div>
				<Button busy={getting.isBusy} onPress={get}>
					{t("get_token")}
				</Button>
			</div>
			<ErrorNotice error={getting.error} />
			{token && <TokenPanel host={host} token={token} />}
			<p class="hint" role="status">
				{token ? t("token_stays") : isGone ? t("token_gone") : ""}
			</p>
		</div>
	);
}
