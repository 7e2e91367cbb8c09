const MAX_ERROR = 100;
const MAX_DESCRIPTION = 300;

/** The server's own words about an error, fit to be shown (RFC 6749 section 5.2). */
export interface ServerWords {
	error: string;
	error_description?: string;
}

/**
 * The server's words, bounded, without control characters, and without any of `secrets`, should the server repeat
 * what it was sent. undefined when it named no error.
 */
export function readWords(
	answer: Readonly<Record<string, unknown>>,
	secrets: readonly string[],
): ServerWords | undefined {
	const { error, error_description: description } = answer;
	if (typeof error !== "string" || error === "") return undefined;
	const words: ServerWords = { error: cleanText(removeSecrets(error, secrets), MAX_ERROR) };
	if (typeof description !== "string" || description === "") return words;
	return { ...words, error_description: cleanText(removeSecrets(description, secrets), MAX_DESCRIPTION) };
}

/** A server's text on one line of at most `max` characters, without anything that could make it look different. */
export function cleanText(text: string, max: number): string {
	const line = text.replace(UNSHOWN, " ").replace(/\s+/g, " ").trim();
	const characters = [...line];
	return characters.length <= max ? line : `${characters.slice(0, max - 1).join("")}…`;
}

/** Control characters, halves of surrogate pairs, and what turns the direction of writing. */
const UNSHOWN = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

function removeSecrets(text: string, secrets: readonly string[]): string {
	const forms = secrets.flatMap((secret) => [secret, encodeURIComponent(secret)]);
	return forms.filter((form) => form !== "").reduce((rest, form) => rest.replaceAll(form, "***"), text);
}
