import type { PassportErrorDetails } from "../contract/errors.ts";
import { cleanText } from "./clean-text.ts";
import { isKnownError } from "./server-errors.ts";

const MAX_ERROR = 100;
const MAX_DESCRIPTION = 300;

/** The server's own words about an error, fit to be shown (RFC 6749 section 5.2). */
export type ServerWords = NonNullable<PassportErrorDetails["oauth"]>;

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
	// A known code stays whole, even if a secret happens to be a part of it.
	const words = {
		error: isKnownError(error) ? error : cleanText(removeSecrets(error, secrets), MAX_ERROR),
	};
	if (typeof description !== "string" || description === "") return words;
	return { ...words, error_description: cleanText(removeSecrets(description, secrets), MAX_DESCRIPTION) };
}

/**
 * The text without the secrets, in each form one can be quoted in. The longest goes first: a secret may be a part of
 * another.
 */
export function removeSecrets(text: string, secrets: readonly string[]): string {
	const forms = secrets.flatMap((secret) => [
		secret,
		encodeURIComponent(secret),
		new URLSearchParams([["", secret]]).toString().slice(1),
	]);
	forms.sort((a, b) => b.length - a.length);
	return forms.filter((form) => form !== "").reduce((rest, form) => rest.replaceAll(form, () => "***"), text);
}
