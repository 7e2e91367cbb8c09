import type { ComponentChildren } from "preact";
import type { PassportErrorObject } from "../contract/errors.ts";
import { CheckIcon, InfoIcon, WarningIcon } from "./icons.tsx";
import { useWords } from "./speech.tsx";
import type { MessageKey } from "./words.ts";

interface NoticeProps {
	tone: "info" | "good" | "bad";
	children: ComponentChildren;
}

/** Something to know, set apart from the rest. What is bad is said at once by a screen reader, the rest in its turn. */
export function Notice({ tone, children }: NoticeProps) {
	return (
		<div class={`notice ${tone}`} role={tone === "bad" ? "alert" : "status"}>
			{tone === "bad" ? <WarningIcon /> : tone === "good" ? <CheckIcon /> : <InfoIcon />}
			<div class="notice-body">{children}</div>
		</div>
	);
}

/** Whether the message, which is English and written for developers, tells more than the code: what to mend, and where. */
function isTelling({ code }: PassportErrorObject): boolean {
	return code === "unknown_error" || code === "invalid_request";
}

/** An app that is refused without a word of the server's own was refused by an error page. */
export function isRefusedByPage({ code, oauth }: PassportErrorObject): boolean {
	return code === "credentials_invalid" && oauth === undefined;
}

function sentenceFor(error: PassportErrorObject): MessageKey {
	return isRefusedByPage(error) ? "app_refused_by_page" : `error_${error.code}`;
}

/** What an error means to a person; beneath it the details and the server's own words, as plain text. */
export function ErrorText({ error }: { error: PassportErrorObject }) {
	const { t } = useWords();
	const { oauth } = error;
	return (
		<>
			<p>{t(sentenceFor(error))}</p>
			{isTelling(error) && (
				<p class="detail" lang="en">
					{error.message}
				</p>
			)}
			{oauth && (
				<p class="detail">
					{t("server_said")} <q>{oauth.error_description ?? oauth.error}</q>
				</p>
			)}
		</>
	);
}

/** An error as a notice, or nothing. `children`: what can be done about it. */
export function ErrorNotice(props: { error: PassportErrorObject | undefined; children?: ComponentChildren }) {
	if (!props.error) return null;
	return (
		<Notice tone="bad">
			<ErrorText error={props.error} />
			{props.children}
		</Notice>
	);
}
