import type { Browser, Page, Target } from "puppeteer";
import type { Started } from "./launch.ts";

/** A browser with the extension in it, and what a person or a test can do there. Disposing it closes it. */
export type Stage = AsyncDisposable & {
	browser: Browser;
	extensionId: string;
	/** Opens an address in a new tab and waits until it is there. */
	open: (url: string) => Promise<Page>;
	/** The popup's page, as wide as the popup is, in a tab: it then stays open whatever is pressed. */
	openPopup: () => Promise<Page>;
	openOptions: () => Promise<Page>;
	/** Waits for the window in which the extension asks the person about a site. */
	consentWindow: () => Promise<Page>;
	/** Waits for the window of the authorization server. */
	authWindow: () => Promise<Page>;
	/** Resolves once no window or tab shows an address that contains `part`. */
	gone: (part: string) => Promise<void>;
	/** How many windows and tabs show an address that contains `part` now. */
	count: (part: string) => number;
	/** Ends Chromium's worker, as the browser does when it idles; the next event starts it again. */
	stopWorker: () => Promise<void>;
	close: () => Promise<void>;
};

/** What a test tells about a window: a piece of its address. */
export const consentPage = "/src/consent/index.html";
export const authorizationPage = "/authorize";

/** The verbs for a started browser. */
export function stageOf({ browser, extensionId, ownOrigin, open, close }: Started): Stage {
	return {
		browser,
		extensionId,
		open,
		openPopup: async () => {
			const page = await open(`${ownOrigin}/src/popup/index.html`);
			await page.setViewport({ width: 360, height: 600 });
			return page;
		},
		openOptions: () => open(`${ownOrigin}/src/options/index.html`),
		consentWindow: () =>
			ownOrigin.startsWith("moz-extension:")
				? ownWindowAt(browser, consentPage)
				: windowAt(browser, consentPage),
		authWindow: () => windowAt(browser, authorizationPage),
		gone: (part) => gone(browser, (target) => isPageAt(target, part)),
		count: (part) => browser.targets().filter((target) => isPageAt(target, part)).length,
		stopWorker: () => stopWorker(browser, ownOrigin),
		close,
		[Symbol.asyncDispose]: close,
	};
}

function isPageAt(target: Target, part: string): boolean {
	return target.type() === "page" && target.url().includes(part);
}

/**
 * Firefox tries an authorization first in a tab that nobody sees and closes that again: a window that is gone before
 * it was visible is not the one to wait for.
 */
async function windowAt(browser: Browser, part: string): Promise<Page> {
	const target = await browser.waitForTarget((candidate) => isPageAt(candidate, part));
	const page = await target.page();
	const shown = page?.waitForFunction(() => document.visibilityState === "visible" && document.body !== null);
	if (page && (await shown?.catch(() => undefined))) return page;
	await gone(browser, (candidate) => candidate === target);
	return windowAt(browser, part);
}

/** Firefox does not tell the address of an extension's page: each window is asked for it itself. */
function ownWindowAt(browser: Browser, part: string): Promise<Page> {
	return new Promise((resolve, reject) => {
		const isThere = (wanted: string) => location.href.includes(wanted) && document.body !== null;
		const watch = (page: Page | null) =>
			page?.waitForFunction(isThere, { polling: 50 }, part).then(
				() => resolve(page),
				() => undefined,
			);
		browser.on("targetcreated", (target) => void target.page().then(watch, () => undefined));
		browser.pages().then((pages) => pages.map(watch), reject);
	});
}

/**
 * Through a page's session, as the developer tools do it: a worker's own target is not gone while something is
 * attached to it, nor when the next event has started another one.
 */
async function stopWorker(browser: Browser, origin: string): Promise<void> {
	const page = (await browser.pages())[0] ?? (await browser.newPage());
	const session = await page.createCDPSession();
	const stopped = Promise.withResolvers<void>();
	session.on("ServiceWorker.workerVersionUpdated", ({ versions }) => {
		const own = versions.filter(({ scriptURL }) => scriptURL.startsWith(origin));
		if (own.some(({ runningStatus }) => runningStatus === "stopped")) stopped.resolve();
	});
	await session.send("ServiceWorker.enable");
	await session.send("ServiceWorker.stopAllWorkers");
	await stopped.promise;
	await session.detach();
}

/** Resolves once no target is left that `matches`; both events can be the one that makes it so. */
function gone(browser: Browser, matches: (target: Target) => boolean): Promise<void> {
	return new Promise((resolve) => {
		const look = () => {
			if (browser.targets().some(matches)) return;
			browser.off("targetdestroyed", look).off("targetchanged", look);
			resolve();
		};
		browser.on("targetdestroyed", look).on("targetchanged", look);
		look();
	});
}
