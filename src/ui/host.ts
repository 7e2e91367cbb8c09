import type { Background, Carrier } from "./ask.ts";
import { connectBackground } from "./ask.ts";
import { type Spoken, spokenLanguage } from "./language.ts";
import type { Messages } from "./words.ts";

/** What every page is handed by its entry point, so that a test can hand it something else. */
export interface Host extends Background {
	/** The browser's own language, as a BCP 47 tag. */
	browserLanguage: string;
	loadMessages(language: Spoken): Promise<Messages>;
	/** Seconds since 1970. */
	now(): number;
	/** Puts text on the clipboard; rejects when the browser does not let it. */
	copy(text: string): Promise<void>;
}

/** What a page has from the browser: the part of the extension API that all three use. */
export interface BrowserPart {
	runtime: Carrier & { getURL(path: string): string };
	i18n: { getUILanguage(): string };
}

/** The host of a page in a real browser. The words are on their way before the background has said in which language. */
export function createHost({ runtime, i18n }: BrowserPart): Host {
	const browserLanguage = i18n.getUILanguage();
	const loading = new Map<Spoken, Promise<Messages>>();
	const loadMessages = (language: Spoken) => {
		const messages = loading.get(language) ?? fetchJson(runtime.getURL(`_locales/${language}/messages.json`));
		loading.set(language, messages);
		return messages;
	};
	void loadMessages(spokenLanguage("auto", browserLanguage));
	const now = () => Date.now() / 1000;
	const copy = (text: string) => navigator.clipboard.writeText(text);
	return { ...connectBackground(runtime), browserLanguage, loadMessages, now, copy };
}

async function fetchJson(address: string): Promise<Messages> {
	const response = await fetch(address);
	return response.json();
}
