import type { Language } from "../contract/settings.ts";

/** The languages the pages speak. */
export type Spoken = "en" | "ru";

/** The language to speak: the chosen one, or the browser's own when it is one of ours, or English. */
export function spokenLanguage(chosen: Language, browserLanguage: string): Spoken {
	if (chosen !== "auto") return chosen;
	return browserLanguage.toLowerCase().split("-")[0] === "ru" ? "ru" : "en";
}
