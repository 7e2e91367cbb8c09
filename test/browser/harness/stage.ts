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
	/** Waits for the window in which the extension asks the person about a site: one that it has not given yet. */
	consentWindow: () => Promise<Page>;
	/** Waits for the window of the authorization server: one that it has not given yet. */
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
	// A window that was answered may still be there when the next one opens.
	const given = new WeakSet<Page>();
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
				? ownWindowAt(browser, consentPage, given)
				: windowAt(browser, consentPage, given),
		authWindow: () => windowAt(browser, authorizationPage, given),
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

/** In a page: whether its document is the one at that address, and not the empty one that a new window begins with. */
const isThere = (part: string) => location.href.includes(part) && document.body !== null;

/**
 * Firefox tries an authorization first in a tab that nobody sees and closes that again: a window that is gone before
 * it was visible is not the one to wait for.
 */
async function windowAt(browser: Browser, part: string, given: WeakSet<Page>): Promise<Page> {
	const passed = new Set<Target>();
	for (;;) {
		const isNext = (target: Target) => isPageAt(target, part) && !passed.has(target);
		const target = await browser.waitForTarget(isNext);
		passed.add(target);
		const page = await target.page();
		if (page === null || given.has(page)) continue;
		const shown = page.waitForFunction(
			() => document.visibilityState === "visible" && document.body !== null,
		);
		if ((await shown.catch(() => undefined)) === undefined) continue;
		given.add(page);
		return page;
	}
}

/** Firefox does not tell the address of an extension's page: each window is asked for it itself. */
async function ownWindowAt(browser: Browser, part: string, given: WeakSet<Page>): Promise<Page> {
	const found = Promise.withResolvers<Page>();
	const watch = (page: Page | null) => {
		if (page === null || given.has(page)) return;
		page.waitForFunction(isThere, { polling: 50 }, part).then(
			() => found.resolve(page),
			() => undefined,
		);
	};
	const look = (target: Target) => void target.page().then(watch, () => undefined);
	browser.on("targetcreated", look);
	for (const page of await browser.pages()) watch(page);
	const page = await found.promise;
	browser.off("targetcreated", look);
	given.add(page);
	return page;
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
