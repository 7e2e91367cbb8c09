import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer";
import { startChrome } from "../test/browser/harness/chrome.ts";
import { newProfile } from "../test/browser/harness/profile.ts";

const EMPTY = "empty.html";

/**
 * How long a person waits for the popup's content, and for that of a popup that has nothing to show or to ask: so
 * many times each, in turn, in milliseconds from the start of the navigation to the first `main`.
 */
export async function timePopups(
	executablePath: string,
	extension: string,
	times: number,
): Promise<{ popup: number[]; empty: number[] }> {
	await using profile = await newProfile();
	await using directory = await withEmptyPopup(extension);
	const { browser, ownOrigin, close } = await startChrome({
		executablePath,
		hosts: new Map(),
		extension: directory.path,
		profile: profile.path,
	});
	try {
		const page = await browser.newPage();
		await noteFirstMain(page);
		const popup: number[] = [];
		const empty: number[] = [];
		for (let time = 0; time < times; time += 1) {
			empty.push(await timeToMain(page, `${ownOrigin}/${EMPTY}`));
			popup.push(await timeToMain(page, `${ownOrigin}/src/popup/index.html`));
		}
		return { popup, empty };
	} finally {
		await close();
	}
}

/** A copy of the extension with an empty page in it, on disk until it is disposed. */
async function withEmptyPopup(extension: string): Promise<AsyncDisposable & { path: string }> {
	const path = await mkdtemp(join(tmpdir(), "token-broker-popup-"));
	await cp(extension, path, { recursive: true });
	const page = '<!doctype html><title>Empty</title><script type="module" src="empty.js"></script>';
	await writeFile(join(path, EMPTY), page);
	await writeFile(join(path, "empty.js"), 'document.body.append(document.createElement("main"));');
	return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

async function noteFirstMain(page: Page): Promise<void> {
	await page.evaluateOnNewDocument(() => {
		new MutationObserver((_, observer) => {
			if (document.querySelector("main") === null) return;
			observer.disconnect();
			Object.assign(globalThis, { seen: performance.now() });
		}).observe(document, { childList: true, subtree: true });
	});
}

async function timeToMain(page: Page, url: string): Promise<number> {
	await page.goto(url);
	const seen = await page.waitForFunction(() => (globalThis as { seen?: number }).seen);
	return (await seen.jsonValue()) ?? Number.NaN;
}
