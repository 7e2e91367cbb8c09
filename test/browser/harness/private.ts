import type { Page } from "puppeteer";
import type { Browser } from "../../../scripts/browsers.ts";
import { inBrowserWindow } from "./browser-window.ts";
import type { Stage } from "./stage.ts";

/** What a private window begins with, and no other window. */
const START: Record<Browser, string> = { chrome: "about:blank#private", firefox: "about:privatebrowsing" };

/** Opens an address in a new private window. */
export async function openPrivately(stage: Stage, browser: Browser, url: string): Promise<Page> {
	await (browser === "chrome" ? openInChrome(stage) : openInFirefox(stage));
	const target = await stage.browser.waitForTarget((one) => one.url() === START[browser]);
	const page = await target.page();
	if (page === null) throw new Error("The private window has no page.");
	await page.goto(url);
	return page;
}

/** An extension may open a window that it will not see. */
async function openInChrome(stage: Stage): Promise<void> {
	const options = await stage.openOptions();
	await options.evaluate((url) => {
		const { chrome } = globalThis as unknown as {
			chrome: { windows: { create: (window: object) => Promise<unknown> } };
		};
		return chrome.windows.create({ incognito: true, url });
	}, START.chrome);
	await options.close();
}

async function openInFirefox({ browser }: Stage): Promise<void> {
	await inBrowserWindow(browser, "void OpenBrowserWindow({ private: true })");
}
