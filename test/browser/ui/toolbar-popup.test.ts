import type { Page } from "puppeteer";
import { expect, it } from "vitest";
import { openChrome, openFirefox } from "../harness/open.ts";

/** The popup that the toolbar's icon opens: how large its window is, only the browser itself decides. */

type Browser = {
	action: { openPopup: () => Promise<void> };
	extension: { getViews: (filter: { type: "popup" }) => Window[] };
};

async function openToolbarPopup(own: Page): Promise<void> {
	await own.evaluate(() => (globalThis as unknown as { chrome: Browser }).chrome.action.openPopup());
}

/** The open popup's width, and how many pixels its height is off its content's; nothing while it is empty. */
function sizeOfToolbarPopup(own: Page): Promise<{ width: number; off: number } | undefined> {
	return own.evaluate(() => {
		const { extension } = (globalThis as unknown as { chrome: Browser }).chrome;
		const [popup] = extension.getViews({ type: "popup" });
		if (!popup?.document.querySelector("main")) return undefined;
		const content = popup.document.body.getBoundingClientRect().height;
		return { width: popup.innerWidth, off: Math.floor(Math.abs(popup.innerHeight - content)) };
	});
}

it.each([
	["Chromium", openChrome],
	["Firefox", openFirefox],
])("in %s it is as large as its content", async (_, open) => {
	await using stage = await open({ hosts: new Map() });
	const options = await stage.openOptions();
	await openToolbarPopup(options);
	await expect.poll(() => sizeOfToolbarPopup(options), { timeout: 20_000 }).toEqual({ width: 360, off: 0 });
});
