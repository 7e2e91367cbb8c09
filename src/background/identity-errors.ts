import { PassportError } from "../contract/errors.ts";

/** What the browser saw of a flow beside its own words. */
export interface FlowFacts {
	redirectUri: string;
	/** The HTTP status of the last page the flow's window showed; null when none was seen. */
	lastStatus: number | null;
}

type Meaning = "closed" | "page_shown" | "not_loaded" | "busy";

/** The browsers tell the ends of `launchWebAuthFlow` apart by their English wording alone: all of it is here. */
const WORDINGS: readonly (readonly [RegExp, Meaning])[] = [
	[/did not approve access/i, "closed"],
	[/cancelled or denied access/i, "closed"],
	[/interaction required|requires user interaction/i, "page_shown"],
	[/could not be loaded/i, "not_loaded"],
	[/only one web auth flow/i, "busy"],
];

/** The contract's error for how `launchWebAuthFlow` rejected. An unknown wording is `unknown_error`. */
export function toFlowError(thrown: unknown, facts: FlowFacts): PassportError {
	const wording = thrown instanceof Error ? thrown.message : "";
	const meaning = WORDINGS.find(([pattern]) => pattern.test(wording))?.[1];
	if (showedErrorPage(facts)) return errorPage(facts);
	switch (meaning) {
		case "closed":
			return new PassportError("user_cancelled", "The person closed the sign-in window.");
		case "page_shown":
			return new PassportError(
				"account_not_authorized",
				"The authorization server wants to show something to the person.",
			);
		case "not_loaded":
			return new PassportError("io_error", "The authorization server could not be reached. Try again later.");
		case "busy":
			return new PassportError(
				"io_error",
				"The browser is busy with another sign-in. Try again when it is over.",
			);
		case undefined:
			return new PassportError("unknown_error", "The browser could not run the sign-in.", {}, thrown);
	}
}

function showedErrorPage({ lastStatus }: FlowFacts): boolean {
	return lastStatus !== null && lastStatus >= 400 && lastStatus < 500;
}

// Yandex answers a wrong client id or an unregistered redirect URI with a page, never with a redirect.
function errorPage({ redirectUri }: FlowFacts): PassportError {
	return new PassportError(
		"credentials_invalid",
		"The authorization server showed an error page instead of signing in. Most likely the app does not exist, is not " +
			`registered for one of the rights asked for, or its settings lack this redirect URI: ${redirectUri}`,
	);
}
