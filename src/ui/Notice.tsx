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

/** What an error means to a person; beneath it the server's own words, as plain text. */
export function ErrorText({ error }: { error: PassportErrorObject }) {
	const { t } = useWords();
	const { oauth } = error;
	return (
		<>
			<p>{t(`error_${error.code}`)}</p>
			{error.code === "invalid_request" && <p class="detail">{error.message}</p>}
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
