import type { Background, Carrier } from "./ask.ts";
import { connectBackground } from "./ask.ts";
import type { Spoken } from "./language.ts";
import type { Messages } from "./words.ts";

/** What every page is handed by its entry point, so that a test can hand it something else. */
export interface Host extends Background {
	/** The browser's own language, as a BCP 47 tag. */
	browserLanguage: string;
	loadMessages(language: Spoken): Promise<Messages>;
	/** Seconds since 1970. */
	now(): number;
}

/** What a page has from the browser: the part of the extension API that all three use. */
export interface BrowserPart {
	runtime: Carrier & { getURL(path: string): string };
	i18n: { getUILanguage(): string };
}

/** The host of a page in a real browser. */
export function createHost({ runtime, i18n }: BrowserPart): Host {
	return {
		...connectBackground(runtime),
		browserLanguage: i18n.getUILanguage(),
		loadMessages: async (language) => {
			const response = await fetch(runtime.getURL(`_locales/${language}/messages.json`));
			return response.json();
		},
		now: () => Date.now() / 1000,
	};
}
