import type { Page } from "puppeteer";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { saveClient } from "../harness/control.ts";
import { press } from "../harness/find.ts";
import { type Kept, startKept } from "../harness/kept.ts";
import { ADA, signInWithPopup } from "../harness/play.ts";
import { ask, site } from "../harness/sites.ts";
import { consentPage } from "../harness/stage.ts";
import { closeOthers, tokenIn } from "../security/connected.ts";

/** security.md 20: many requests, one window; a site that is refused again and again must wait. */

const wish = { interactive: true };
let play: Kept;
let options: Page;

beforeAll(async () => {
	play = await startKept({ "https://third.example": site() });
	await saveClient(play.stage);
	await signInWithPopup(play, ADA);
	options = await play.stage.openOptions();
});

afterEach(() => closeOthers(play, options));

afterAll(async () => {
	await play.close();
});

const open = (name: string) => play.stage.open(`https://${name}.example/`);
const token = (page: Page, params: object = wish) => ask(page, play.stage.extensionId, "getToken", params);

describe("20. a hundred requests of a site, from two of its tabs", () => {
	it("open one window, whose answer all of them hear; a different one meanwhile is request_pending", async () => {
		const [one, two] = [await open("shop"), await open("shop")];
		const asked = Array.from({ length: 100 }, (_, index) => token(index % 2 === 0 ? one : two));
		const window = await play.stage.consentWindow();
		expect((await token(one, { ...wish, scopes: ["login:email"] })).error?.code).toBe("request_pending");
		expect((await ask(two, play.stage.extensionId, "getCode", { interactive: true })).error?.code).toBe(
			"request_pending",
		);
		expect(play.stage.count(consentPage)).toBe(1);
		await press(window, "Allow");
		const values = new Set((await Promise.all(asked)).map(tokenIn));
		expect([...values]).toEqual([expect.stringMatching(/^y0_/)]);
		await play.stage.gone(consentPage);
	});
});

describe("20. a site that was refused three times", () => {
	it("must wait, is told how long, and opens no window; another site is not disturbed", async () => {
		const news = await open("news");
		for (const _ of [1, 2, 3]) {
			const asked = token(news);
			await press(await play.stage.consentWindow(), "Deny");
			expect((await asked).error?.code).toBe("consent_denied");
			await play.stage.gone(consentPage);
		}
		const { error } = await token(news);
		expect(error).toMatchObject({ code: "too_many_requests", retryable: true });
		expect(error?.["retryAfter"]).toBeGreaterThan(0);
		expect(error?.["retryAfter"]).toBeLessThanOrEqual(60);
		expect((await ask(news, play.stage.extensionId, "query")).result).toEqual({
			state: "denied",
			missing: ["consent"],
		});
		expect(play.stage.count(consentPage)).toBe(0);
		const third = token(await open("third"));
		await press(await play.stage.consentWindow(), "Allow");
		expect(tokenIn(await third)).toMatch(/^y0_/);
	});

	it("must wait after the background's end too", async () => {
		await play.stage.stopWorker();
		expect((await token(await open("news"))).error?.code).toBe("too_many_requests");
	});
});
