import type { Page, Target } from "puppeteer";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { saveClient } from "../harness/control.ts";
import { press } from "../harness/find.ts";
import { type Kept, startKept } from "../harness/kept.ts";
import { ADA, signInWithPopup } from "../harness/play.ts";
import { ask, type Heard } from "../harness/sites.ts";
import { consentPage } from "../harness/stage.ts";
import { tokenIn } from "./connected.ts";

/** security.md 36: the background ends at awkward times; a page sends its request again, as its library does. */

let play: Kept;
let shop: Page;
/** The consent windows that there ever were. */
let windows: Set<Target>;

beforeAll(async () => {
	play = await startKept();
	const look = (target: Target) => {
		if (target.url().includes(consentPage)) windows.add(target);
	};
	windows = new Set();
	play.stage.browser.on("targetcreated", look).on("targetchanged", look);
});

beforeEach(async () => {
	await play.fresh();
	await saveClient(play.stage);
	await signInWithPopup(play, ADA);
	shop = await play.stage.open("https://shop.example/");
	windows = new Set();
});

afterAll(async () => {
	await play.close();
});

const send = (): Promise<Heard> =>
	ask(shop, play.stage.extensionId, "getToken", { interactive: true }, "request-1");

/** As the page library does: a request that was not delivered is sent again until one is. */
async function sendAgain(): Promise<Heard> {
	const heard = await send();
	return heard.undelivered === undefined ? heard : sendAgain();
}

/** The request is sent, its window is open, and the background ends: the page hears that its channel broke. */
async function askAndEnd(): Promise<Page> {
	const asked = send();
	const window = await play.stage.consentWindow();
	await window.waitForSelector("footer button");
	await play.stage.stopWorker();
	expect(await asked).toHaveProperty("undelivered");
	return window;
}

describe("36. a background that ends while the consent window is open", () => {
	it("answers the request that is sent again, in the same window", async () => {
		const window = await askAndEnd();
		const again = sendAgain();
		await press(window, "Allow");
		expect(tokenIn(await again)).toMatch(/^y0_/);
		expect(windows.size).toBe(1);
		await play.stage.gone(consentPage);
	});

	it("hears an Allow that came before the request was sent again", async () => {
		const window = await askAndEnd();
		await press(window, "Allow");
		await play.stage.gone(consentPage);
		await play.stage.stopWorker();
		expect(tokenIn(await sendAgain())).toMatch(/^y0_/);
		expect(windows.size).toBe(1);
	});

	it("hears a Deny that came before the request was sent again, and asks no second time", async () => {
		const window = await askAndEnd();
		await press(window, "Deny");
		await play.stage.gone(consentPage);
		expect((await sendAgain()).error?.code).toBe("consent_denied");
		expect(windows.size).toBe(1);
	});

	it("hears of a window that was closed before the request was sent again", async () => {
		const window = await askAndEnd();
		await window.close();
		await play.stage.gone(consentPage);
		expect((await sendAgain()).error?.code).toBe("user_cancelled");
		expect(windows.size).toBe(1);
	});
});

describe("36. a background that ends between the person's Allow and the server's answer", () => {
	it.each(["/token", "/info"])(
		"at %s: the request that is sent again is answered, without a window",
		async (path) => {
			const stop = play.server.play(path, "hang");
			const reached = play.server.whenRequested({ path }, play.server.requestsTo(path).length + 1);
			const asked = send();
			await press(await play.stage.consentWindow(), "Allow");
			await reached;
			await play.stage.stopWorker();
			expect(await asked).toHaveProperty("undelivered");
			stop();
			const value = tokenIn(await sendAgain());
			expect(value).toMatch(/^y0_/);
			expect(windows.size).toBe(1);
			const silent = await ask(shop, play.stage.extensionId, "getToken");
			expect(tokenIn(silent)).toBe(value);
		},
	);
});
