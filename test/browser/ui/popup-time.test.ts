import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { openChrome } from "../harness/open.ts";
import type { Stage } from "../harness/stage.ts";

/** How long a person waits for the popup's content, beside a popup that has nothing to show or to ask. */

const TIMES = 15;
let directory: string;
let stage: Stage;

beforeAll(async () => {
	directory = await mkdtemp(join(tmpdir(), "token-broker-time-"));
	await cp(inject("extensions").chrome, directory, { recursive: true });
	await writeFile(
		join(directory, "empty.html"),
		'<!doctype html><title>Empty</title><script type="module" src="empty.js"></script>',
	);
	await writeFile(join(directory, "empty.js"), 'document.body.append(document.createElement("main"));');
	stage = await openChrome({ hosts: new Map(), extension: directory });
});
afterAll(async () => {
	await stage.close();
	await rm(directory, { recursive: true, force: true });
});

/** Milliseconds from the start of the navigation to the first `main`. */
async function timeToContent(page: Page, path: string): Promise<number> {
	await page.goto(`chrome-extension://${stage.extensionId}/${path}`);
	const seen = await page.waitForFunction(() => (globalThis as { seen?: number }).seen);
	return (await seen.jsonValue()) ?? Number.NaN;
}

function median(values: readonly number[]): number {
	return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

it("the popup opens with content, about as quickly as an empty one opens", async () => {
	const page = await stage.browser.newPage();
	await page.evaluateOnNewDocument(() => {
		new MutationObserver((_, observer) => {
			if (!document.querySelector("main")) return;
			observer.disconnect();
			Object.assign(globalThis, { seen: performance.now() });
		}).observe(document, { childList: true, subtree: true });
	});
	const empty: number[] = [];
	const full: number[] = [];
	for (let time = 0; time < TIMES; time += 1) {
		empty.push(await timeToContent(page, "empty.html"));
		full.push(await timeToContent(page, "src/popup/index.html"));
	}
	const [ofEmpty, ofFull] = [median(empty), median(full)];
	console.log(`popup: ${ofFull.toFixed(0)} ms to its content; an empty popup: ${ofEmpty.toFixed(0)} ms`);
	expect(ofFull).toBeLessThan(ofEmpty + 250);
});
