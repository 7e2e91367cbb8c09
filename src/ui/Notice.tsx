import type { ComponentChildren } from "preact";
import type { PassportErrorObject } from "../contract/errors.ts";
import { CheckIcon, InfoIcon, WarningIcon } from "./icons.tsx";
import { useWords } from "./speech.tsx";

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

/**
 * Whether the message, which is English and written for developers, tells more than the code: what to mend, and where.
 * Of an app that is refused, the server's own words tell it better.
 */
function isTelling({ code, oauth }: PassportErrorObject): boolean {
	if (code === "credentials_invalid") return oauth === undefined;
	return code === "unknown_error" || code === "invalid_request";
}

/** What an error means to a person; beneath it the details and the server's own words, as plain text. */
export function ErrorText({ error }: { error: PassportErrorObject }) {
	const { t } = useWords();
	const { oauth } = error;
	return (
		<>
			<p>{t(`error_${error.code}`)}</p>
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
