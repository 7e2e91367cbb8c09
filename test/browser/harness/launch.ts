import type { Browser, Page } from "puppeteer";

/** How a browser under test is started. */
export type Launch = {
	/** The executable, as `findBrowser` finds it. */
	executablePath: string;
	/** The names that the browser can reach: `"oauth.yandex.ru:443"` → a port of this machine. No other exists. */
	hosts: ReadonlyMap<string, number>;
	/** The directory of the extension to install, as it ships. */
	extension: string;
	/** The directory of a profile to start with; the browser leaves it as it is when it closes. */
	profile: string;
	/** Without windows that a person could see; so unless told otherwise. */
	headless?: boolean;
	/** Whether Ctrl-C ends the browser and this process at once, with nothing tidied; so unless told otherwise. */
	handleSIGINT?: boolean;
};

/** A started browser with the extension in it. */
export type Started = {
	browser: Browser;
	/** What a page names the extension by: Chromium's id, in Firefox the gecko id. */
	extensionId: string;
	/** The origin of the extension's own pages. */
	ownOrigin: string;
	/** Opens an address in a new tab, of a site or of the extension, and waits until its document is there. */
	open: (url: string) => Promise<Page>;
	close: () => Promise<void>;
};
