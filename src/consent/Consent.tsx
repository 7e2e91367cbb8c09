import { useEffect, useRef, useState } from "preact/hooks";
import type { Duration, PromptAnswer, PromptView } from "../contract/control.ts";
import type { Uid } from "../contract/values.ts";
import { useAction } from "../ui/action.ts";
import { Choice } from "../ui/Choice.tsx";
import { environmentTitle } from "../ui/environments.ts";
import { ErrorNotice } from "../ui/Notice.tsx";
import { useWords } from "../ui/speech.tsx";
import { AccountChoice } from "./AccountChoice.tsx";
import { AnswerButton } from "./AnswerButton.tsx";
import { AskedRightsList } from "./AskedRightsList.tsx";
import { useArming } from "./armed.ts";
import { askedRights } from "./asked-rights.ts";
import type { ConsentHost } from "./consent-host.ts";
import { usePresses } from "./press.ts";

const DURATIONS = ["once", "hour", "session", "always"] as const satisfies Duration[];

/** The question: who asks, as whom, for what, for how long. */
export function Consent({ host, prompt }: { host: ConsentHost; prompt: PromptView }) {
	const words = useWords();
	const { t } = words;
	const { id, site, accounts, clientId, clientName, environment } = prompt;
	const [uid, setUid] = useState<Uid | null>(accounts[0]?.uid ?? null);
	const [ticked, setTicked] = useState<readonly string[]>([]);
	const [duration, setDuration] = useState<Duration>("always");
	const heading = useRef<HTMLHeadingElement>(null);
	const arming = useArming(host);
	const listenersOf = usePresses(host, arming.judge);
	const answering = useAction();
	// Not on a button: a key that is still down must not answer.
	useEffect(() => heading.current?.focus(), []);
	const rights = askedRights(prompt, uid);
	const answer = (chosen: PromptAnswer) =>
		void answering.run(() => host.ask("answerPrompt", { id, answer: chosen }));
	const allow = () => {
		const optionalScopes = rights.optional.filter((scope) => ticked.includes(scope));
		answer({ allow: true, uid, optionalScopes, duration });
	};
	return (
		<main class="consent">
			<header class="asks">
				<h1 ref={heading} tabIndex={-1}>
					<bdi class="origin">{site}</bdi>
					<span class="asks-what">{t("asks_access", { where: environmentTitle(environment, words) })}</span>
				</h1>
				<p class="app">
					{t("through_app")} {clientName !== undefined && <b>{clientName}</b>} <code>{clientId}</code>
				</p>
			</header>
			<div class="middle">
				<AccountChoice prompt={prompt} chosen={uid} onChoice={setUid} />
				<AskedRightsList rights={rights} ticked={ticked} onTicked={setTicked} />
				<Choice
					label={t("how_long")}
					value={duration}
					onValue={setDuration}
					options={DURATIONS.map((value) => ({ value, text: t(`duration_${value}`) }))}
				/>
				<ErrorNotice error={answering.error} />
			</div>
			<footer class="answers">
				<AnswerButton kind="plain" arming={arming} listeners={listenersOf(() => answer({ allow: false }))}>
					{t("deny")}
				</AnswerButton>
				<AnswerButton kind="primary" arming={arming} listeners={listenersOf(allow)}>
					{t("allow")}
				</AnswerButton>
			</footer>
		</main>
	);
}
