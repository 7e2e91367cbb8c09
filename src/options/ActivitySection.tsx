import { useState } from "preact/hooks";
import type { ActivityEntry } from "../contract/control.ts";
import { PASSPORT_ERROR_CODES } from "../contract/errors.ts";
import { personOf } from "../contract/values.ts";
import { useAction } from "../ui/action.ts";
import { useAsked } from "../ui/asked.ts";
import { Button } from "../ui/Button.tsx";
import { ErrorNotice } from "../ui/Notice.tsx";
import { useWords } from "../ui/speech.tsx";
import type { SectionProps } from "./section.ts";

/** How many entries are shown at first. */
const FIRST = 20;

/** What was given to whom, and what was refused: newest first. */
export function ActivitySection({ host }: SectionProps) {
	const { t, number } = useWords();
	const { value, error } = useAsked(host, "activity", {});
	const overview = useAsked(host, "overview", {});
	const [isWhole, setWhole] = useState(false);
	const clearing = useAction();
	const entries = value?.entries ?? [];
	const names = new Map(overview.value?.accounts.map(({ uid, displayName }) => [uid, displayName]));
	return (
		<>
			<p class="lead">{t("activity_lead")}</p>
			<ErrorNotice error={clearing.error ?? error} />
			{value && entries.length === 0 && <p class="nobody">{t("activity_none")}</p>}
			{entries.length > 0 && (
				<>
					<ol class="entries">
						{(isWhole ? entries : entries.slice(0, FIRST)).map((entry, index) => (
							<EntryItem key={`${entry.at} ${index}`} entry={entry} name={names.get(entry.uid ?? "")} />
						))}
					</ol>
					<div class="form-end">
						{!isWhole && entries.length > FIRST && (
							<Button onPress={() => setWhole(true)}>
								{t("activity_all", { count: number(entries.length) })}
							</Button>
						)}
						<Button
							onPress={() => host.save("token-broker-activity.json", JSON.stringify(entries, null, "\t"))}
						>
							{t("activity_export")}
						</Button>
						<Button
							kind="danger"
							busy={clearing.isBusy}
							onPress={() => void clearing.run(() => host.ask("clearActivity", {}))}
						>
							{t("activity_clear")}
						</Button>
					</div>
				</>
			)}
		</>
	);
}

function EntryItem({ entry, name }: { entry: ActivityEntry; name: string | undefined }) {
	const { t, moment } = useWords();
	const { at, site, method, outcome, uid, scopes, code } = entry;
	const known = PASSPORT_ERROR_CODES.find((other) => other === code);
	const who = name ?? (uid === undefined ? undefined : personOf(uid));
	return (
		<li class="entry">
			<p class="entry-head">
				<span class={`badge ${outcome}`}>{t(`outcome_${outcome}`)}</span>
				<bdi class="entry-site">{site}</bdi>
			</p>
			<p class="hint">
				<time dateTime={new Date(at * 1000).toISOString()}>{moment(at)}</time>
				{" · "}
				<code>{method}</code>
				{who !== undefined && ` · ${who}`}
				{scopes.length > 0 && " · "}
				{scopes.length > 0 && <code>{scopes.join(" ")}</code>}
			</p>
			{known && (
				<p class="hint">
					{t(`error_${known}`)} <code>{known}</code>
				</p>
			)}
		</li>
	);
}
