import type { Page } from "puppeteer";
import { FIREFOX_ID } from "../../../scripts/extension-id.ts";
import { inBrowserWindow } from "./browser-window.ts";
import type { Stage } from "./stage.ts";

/**
 * The popup that a press on the toolbar opens over the page in front: only there does the extension see that page's
 * address.
 */

const popupPage = "/src/popup/index.html";

/** Presses the extension's button on Chromium's toolbar, with `front` in front, and resolves with the popup. */
export async function chromePopup({ browser, extensionId }: Stage, front: Page): Promise<Page> {
	const extension = (await browser.extensions()).get(extensionId);
	await extension?.triggerAction(front);
	const target = await browser.waitForTarget((one) => one.url().includes(popupPage));
	return target.asPage();
}

/*
 * Firefox shows its popup to no driver. A person's steps are made from both sides of it: `own`, a page of the extension
 * that lies behind, and the browser's window.
 */

/** What Firefox calls the extension in its window. */
const WIDGET = FIREFOX_ID.replaceAll(/[^a-z0-9_-]/g, "_");

/** Presses the extension's button on Firefox's toolbar. An older popup is closed first: the press would only close it. */
export async function openFirefoxPopup({ browser }: Stage, own: Page): Promise<void> {
	await inPopup(own, (popup) => {
		popup?.close();
		return popup === undefined;
	});
	const press = `CustomizableUI.addWidgetToArea("${WIDGET}-browser-action", "nav-bar");
		document.getElementById("${WIDGET}-BAP").click()`;
	await inBrowserWindow(browser, press);
}

/** Presses a button of that popup, by its whole accessible name, with the Enter key. */
export async function pressInFirefoxPopup({ browser }: Stage, own: Page, name: string): Promise<void> {
	const isFocused = (popup: Window | undefined, wanted: string) => {
		const buttons = [...(popup?.document.querySelectorAll("button") ?? [])];
		const button = buttons.find((one) => (one.ariaLabel ?? one.textContent) === wanted);
		button?.focus();
		return button !== undefined && popup?.document.activeElement === button;
	};
	await inPopup(own, isFocused, name);
	await inBrowserWindow(browser, 'document.querySelector("browser[webextension-view-type=popup]").focus()');
	await inPopup(own, (popup) => popup?.document.hasFocus() === true);
	// The very way on which a driver's keys reach a page: as a person's, so that the page may ask for a permission.
	const enter = `const { classes: Cc, interfaces: Ci } = Components;
		const keys = Cc["@mozilla.org/text-input-processor;1"].createInstance(Ci.nsITextInputProcessor);
		keys.beginInputTransactionForTests(window);
		const key = new KeyboardEvent("", { key: "Enter", code: "Enter", keyCode: 13 });
		keys.keydown(key);
		keys.keyup(key);`;
	await inBrowserWindow(browser, `{ ${enter} }`);
}

/** Waits until something is true of the popup, or of there being none. */
async function inPopup<A extends unknown[]>(
	own: Page,
	isTrue: (popup: Window | undefined, ...more: A) => boolean,
	...more: A
): Promise<void> {
	const script = `(() => {
		const [popup] = chrome.extension.getViews({ type: "popup" });
		return (${isTrue})(popup, ...${JSON.stringify(more)});
	})()`;
	await own.waitForFunction(script, { polling: 50 });
}
