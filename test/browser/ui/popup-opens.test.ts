import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { saveClient, tell } from "../harness/control.ts";
import { type Kept, startKept } from "../harness/kept.ts";
import { ADA, signInWithPopup } from "../harness/play.ts";

/** What stands in the popup when it first shows anything. `npm run benchmark` says how soon that is. */

let play: Kept;

beforeAll(async () => {
	play = await startKept();
});

beforeEach(() => play.fresh());

afterAll(async () => {
	await play.close();
});

/** The text of the popup's page when its content first stood there, and its text once it has heard everything. */
async function firstAndLast(): Promise<{ first: string; last: string }> {
	const page = await play.stage.browser.newPage();
	await page.evaluateOnNewDocument(() => {
		new MutationObserver((_, observer) => {
			if (document.querySelector("main") === null) return;
			observer.disconnect();
			Object.assign(globalThis, { first: document.body.textContent });
		}).observe(document, { childList: true, subtree: true });
	});
	await page.goto(`chrome-extension://${play.stage.extensionId}/src/popup/index.html`);
	await page.waitForSelector("main");
	await tell(page, "overview", {});
	return page.evaluate(() => ({
		first: (globalThis as { first?: string }).first ?? "",
		last: document.body.textContent,
	}));
}

it("is all of it: how to begin, where there is no app", async () => {
	const { first, last } = await firstAndLast();
	expect(first).toContain("Set up an app");
	expect(first).toBe(last);
});

it("is all of it: the accounts, where there are some", async () => {
	await saveClient(play.stage);
	await signInWithPopup(play, ADA);
	const { first, last } = await firstAndLast();
	expect(first).toContain(ADA.displayName);
	expect(first).toBe(last);
});
