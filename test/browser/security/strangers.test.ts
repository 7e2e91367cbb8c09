import { resolve } from "node:path";
import type { Page } from "puppeteer";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { tell } from "../harness/control.ts";
import { press } from "../harness/find.ts";
import type { Kept } from "../harness/kept.ts";
import { ADA } from "../harness/play.ts";
import { ask, say, site } from "../harness/sites.ts";
import { consentPage } from "../harness/stage.ts";
import { closeOthers, startConnected } from "./connected.ts";

/** security.md 6–8, 10: what is almost a connected site, or almost the extension, is a stranger. */

let play: Kept;
/** Looks at what is stored, from inside. */
let options: Page;

beforeAll(async () => {
	play = await startConnected({
		"https://shop.example:8443": site(),
		"https://shop.example.": site(),
		"https://shop.example.evil.example": site(),
		"https://evil-shop.example": site(),
		"https://xn--shp-8cd.example": site(),
	});
	options = await play.stage.openOptions();
});

afterEach(() => closeOthers(play, options));

afterAll(async () => {
	await play.close();
});

const stored = async () => ({
	sites: await tell(options, "sites", {}),
	overview: await tell(options, "overview", {}),
});

describe("6. a look-alike of a connected site is a stranger", () => {
	it.each([
		["another port", "https://shop.example:8443/"],
		["a dot at the end", "https://shop.example./"],
		["the name in front of another", "https://shop.example.evil.example/"],
		["the name at another's end", "https://evil-shop.example/"],
		["a name in other letters", "https://xn--shp-8cd.example/"],
	])("%s", async (_, address) => {
		const page = await play.stage.open(address);
		const id = play.stage.extensionId;
		expect((await ask(page, id, "getToken")).error?.code).toBe("consent_required");
		expect((await ask(page, id, "getToken", { uid: `production:${ADA.id}` })).error?.code).toBe(
			"account_not_found",
		);
		expect((await ask(page, id, "getAccounts")).result).toEqual({ accounts: [] });
		expect((await ask(page, id, "query")).result).toEqual({ state: "prompt", missing: ["consent"] });
	});

	it("a name in other letters stands in the consent window as what it is", async () => {
		const page = await play.stage.open("https://xn--shp-8cd.example/");
		const asked = ask(page, play.stage.extensionId, "getToken", { interactive: true });
		const window = await play.stage.consentWindow();
		await window.waitForSelector(".origin");
		const origin = await window.$eval(".origin", (element) => element.textContent);
		expect(origin).toBe("https://xn--shp-8cd.example");
		await press(window, "Deny");
		expect((await asked).error?.code).toBe("consent_denied");
		await play.stage.gone(consentPage);
	});
});

describe("7. another extension", () => {
	it("is not heard, neither with a page's words nor with those of the own pages or a relay", async () => {
		const id = await play.stage.browser.installExtension(resolve("test/browser/fixtures/stranger"));
		const target = await play.stage.browser.waitForTarget((candidate) => candidate.url().includes(id));
		const worker = await target.worker();
		const request = { passport: 1, method: "getToken", params: { interactive: true } };
		for (const message of [
			request,
			{ control: 1, method: "overview", params: {} },
			{ relay: 1, document: crypto.randomUUID(), active: true, request },
		]) {
			const script = `say(${JSON.stringify(play.stage.extensionId)}, ${JSON.stringify(message)})`;
			expect(await worker?.evaluate(script)).toContain("Receiving end does not exist");
		}
		expect(play.stage.count(consentPage)).toBe(0);
	});
});

describe("8. a web page that speaks like the extension's own pages", () => {
	it.each([
		["overview", {}],
		["exportSettings", { secrets: true }],
		["developerToken", { uid: `production:${ADA.id}` }],
		["answerPrompt", { id: "1", answer: { allow: false } }],
		["disconnect", { site: "https://shop.example" }],
	])("%s is no request", async (method, params) => {
		const before = await stored();
		const page = await play.stage.open("https://shop.example/");
		const id = play.stage.extensionId;
		expect((await say(page, id, { control: 1, method, params })).error?.code).toBe("invalid_request");
		expect((await say(page, id, { passport: 1, method, params })).error?.code).toMatch(
			/method_not_found|invalid/,
		);
		const request = { control: 1, method, params };
		const relayed = { relay: 1, document: crypto.randomUUID(), active: true, request };
		expect((await say(page, id, relayed)).error?.code).toBe("invalid_request");
		expect(await stored()).toEqual(before);
	});

	it("opens no port of theirs: the background hangs up", async () => {
		const page = await play.stage.open("https://shop.example/");
		const closed = await page.evaluate((id) => {
			const { chrome } = globalThis as unknown as {
				chrome: {
					runtime: {
						connect: (
							id: string,
							info: object,
						) => { onDisconnect: { addListener: (done: () => void) => void } };
					};
				};
			};
			return new Promise((resolve) => {
				chrome.runtime.connect(id, { name: "control:1" }).onDisconnect.addListener(() => resolve("closed"));
			});
		}, play.stage.extensionId);
		expect(closed).toBe("closed");
	});
});

describe("10. the extension's files", () => {
	it.each(["src/consent/index.html", "src/options/index.html", "manifest.json", "_locales/en/messages.json"])(
		"%s is not to be had by a page",
		async (path) => {
			const page = await play.stage.open("https://shop.example/");
			const address = `chrome-extension://${play.stage.extensionId}/${path}`;
			expect(
				await page.evaluate(async (url) => {
					const image = () =>
						new Promise((resolve) => {
							const element = new Image();
							element.onload = () => resolve("loaded");
							element.onerror = () => resolve("refused");
							element.src = url;
						});
					const fetched = await fetch(url).then(
						() => "fetched",
						() => "refused",
					);
					return [fetched, await image()];
				}, address),
			).toEqual(["refused", "refused"]);
		},
	);

	it.each(["src/consent/index.html?id=1", "src/popup/index.html", "src/options/index.html"])(
		"%s shows nothing in a page's frame",
		async (path) => {
			const page = await play.stage.open("https://shop.example/");
			const address = `chrome-extension://${play.stage.extensionId}/${path}`;
			await page.evaluate((url) => {
				const frame = document.createElement("iframe");
				const loaded = new Promise((resolve) => frame.addEventListener("load", resolve));
				frame.src = url;
				document.body.append(frame);
				return loaded;
			}, address);
			const urls = page.frames().map((frame) => frame.url());
			expect(urls.filter((url) => url.startsWith("chrome-extension:"))).toEqual([]);
		},
	);

	it("no window that a page opens on them ever has a document of theirs", async () => {
		const page = await play.stage.open("https://shop.example/");
		const address = `chrome-extension://${play.stage.extensionId}/src/consent/index.html`;
		const opened = new Promise<Page | null>((done) => page.once("popup", done));
		await page.evaluate((url) => void window.open(url), address);
		const shown = await (await opened)?.evaluate(() => location.protocol);
		expect(["chrome-error:", "about:"]).toContain(shown);
	});
});
