import type { Received } from "./received.ts";

export type Language = "en" | "ru";

/**
 * The language of an `error_description`: that of the OAuth domain which was asked (seed 002 › code-url).
 * Where the domain says nothing, as on loopback, the browser's first language decides.
 */
export function languageOf({ url, headers }: Pick<Received, "url" | "headers">): Language {
	if (url.hostname.endsWith(".ru")) return "ru";
	if (url.hostname.endsWith(".com")) return "en";
	return /^ru\b/i.test(headers.get("accept-language") ?? "") ? "ru" : "en";
}
