import { useState } from "preact/hooks";
import type { TryReport } from "../contract/control.ts";
import { useAction } from "../ui/action.ts";
import { Button } from "../ui/Button.tsx";
import { ErrorNotice, Notice } from "../ui/Notice.tsx";
import { useWords } from "../ui/speech.tsx";
import type { OptionsHost } from "./options-host.ts";

/** Runs a sign-in with the stored app and tells what came of it. */
export function TryIt({ host, environment }: { host: OptionsHost; environment: string }) {
	const { t } = useWords();
	const trying = useAction();
	const [report, setReport] = useState<TryReport>();
	const tryIt = () => {
		setReport(undefined);
		void trying.run(async () => setReport(await host.ask("tryClient", { environment })));
	};
	return (
		<div class="try">
			<Button busy={trying.isBusy} onPress={tryIt}>
				{t("try_it")}
			</Button>
			<p class="hint" role="status">
				{t(trying.isBusy ? "try_running" : "try_hint")}
			</p>
			<ErrorNotice error={trying.error ?? report?.error} />
			{report && !report.error && <TryOutcome report={report} />}
		</div>
	);
}

function TryOutcome({ report }: { report: TryReport }) {
	const { t, moment } = useWords();
	const { account, scopes, expiresAt } = report;
	return (
		<Notice tone="good">
			<p>{t("try_worked", { name: account?.displayName ?? "" })}</p>
			{scopes && scopes.length > 0 && (
				<p>
					{t("try_scopes")} <code>{scopes.join(" ")}</code>
				</p>
			)}
			{expiresAt !== undefined && (
				<p>{expiresAt === null ? t("try_endless") : t("try_until", { when: moment(expiresAt) })}</p>
			)}
		</Notice>
	);
}
