import type { Page } from "puppeteer";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { CHROMIUM_ID } from "../../../scripts/extension-id.ts";
import type { PromptAnswer } from "../../../src/contract/control.ts";
import { saveClient, tell } from "../harness/control.ts";
import { press } from "../harness/find.ts";
import { type Kept, startKept } from "../harness/kept.ts";
import { ask, type Heard, site } from "../harness/sites.ts";
import { consentPage } from "../harness/stage.ts";
import { closeOthers } from "../security/connected.ts";

/** security.md 21: the consent window belongs to the page that asked, and goes with it. */

const asksAtOnce = `chrome.runtime.sendMessage("${CHROMIUM_ID}", { passport: 1, method: "getToken",
	params: { interactive: true } }, ({ error }) => { document.title = error.code; });`;
const wish = { interactive: true };
let play: Kept;
let options: Page;

beforeAll(async () => {
	play = await startKept({
		"https://shop.example": site({
			"/framed": { body: '<iframe src="/inner"></iframe>' },
			"/asks": { body: `<script>${asksAtOnce}</script>` },
		}),
	});
	await saveClient(play.stage);
	options = await play.stage.openOptions();
});

afterEach(async () => {
	await closeOthers(play, options);
	await play.stage.gone(consentPage);
	await forgetRefusals();
});

afterAll(async () => {
	await play.close();
});

const shop = (path = "/") => play.stage.open(`https://shop.example${path}`);

/** The page asks, and its window is there. What the page hears, nobody waits for: it may be gone by then. */
async function asking(page: Page): Promise<{ page: Page; window: Page; heard: Promise<Heard | "gone"> }> {
	const heard = ask(page, play.stage.extensionId, "getToken", wish).catch(() => "gone" as const);
	return { page, window: await play.stage.consentWindow(), heard };
}

const idOf = (window: Page) => new URL(window.url()).searchParams.get("id") ?? "";

/** Refusals in a row, and questions left behind, would be a pause. */
async function forgetRefusals(): Promise<void> {
	await options.evaluate(() => {
		const { chrome } = globalThis as unknown as {
			chrome: { storage: { session: { clear: () => Promise<void> } } };
		};
		return chrome.storage.session.clear();
	});
}

/** Whatever a person said to that window now would be said to nobody. */
async function isOver(id: string): Promise<void> {
	const answer: PromptAnswer = { allow: true, uid: null, optionalScopes: [], duration: "always" };
	expect(await tell(options, "answerPrompt", { id, answer })).toMatchObject({
		error: { code: "invalid_request" },
	});
}

describe("the window closes, and an answer gives nothing, when its tab", () => {
	it.each<[string, (page: Page) => Promise<unknown>]>([
		["is closed", (page) => page.close()],
		["goes to another page of the site", (page) => page.goto("https://shop.example/other")],
		["goes to another site", (page) => page.goto("https://news.example/")],
		["is loaded again", (page) => page.reload()],
		["goes to an empty page", (page) => page.goto("about:blank")],
		["goes by script", (page) => page.evaluate(() => location.assign("https://news.example/"))],
	])("%s", async (_, leave) => {
		const { page, window } = await asking(await shop());
		const id = idOf(window);
		await leave(page);
		await play.stage.gone(consentPage);
		await isOver(id);
		const again = await shop();
		expect((await ask(again, play.stage.extensionId, "getToken")).error?.code).toBe("consent_required");
		expect(play.server.requests).toHaveLength(0);
	});
});

describe("the window stays when its document stays", () => {
	it.each<[string, string, (page: Page) => Promise<unknown>]>([
		[
			"and gets another address by history.pushState",
			"/",
			(page) => page.evaluate(() => history.pushState({}, "", "/step-2")),
		],
		[
			"and gets another address by history.replaceState",
			"/",
			(page) => page.evaluate(() => history.replaceState({}, "", "/step-2")),
		],
		[
			"and jumps to a heading",
			"/",
			(page) =>
				page.evaluate(() => {
					location.hash = "#heading";
				}),
		],
		[
			"and gets another title",
			"/",
			(page) =>
				page.evaluate(() => {
					document.title = "Another";
				}),
		],
		[
			"and a frame in it goes elsewhere",
			"/framed",
			async (page) => {
				const frame = page.frames().find((one) => one.url().endsWith("/inner"));
				await frame?.goto("https://shop.example/inner-2");
			},
		],
	])("%s", async (_, path, change) => {
		const page = await shop(path);
		const { window, heard } = await asking(page);
		await change(page);
		await press(window, "Deny");
		expect(await heard).toMatchObject({ error: { code: "consent_denied" } });
	});

	it("and was still loading when it asked", async () => {
		const page = await shop("/asks");
		await press(await play.stage.consentWindow(), "Deny");
		await page.waitForFunction(() => document.title === "consent_denied");
	});
});
