import type { Frame, Page } from "puppeteer";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { tell } from "../harness/control.ts";
import type { Kept } from "../harness/kept.ts";
import { ask, type Heard, type Script, site } from "../harness/sites.ts";
import { consentPage } from "../harness/stage.ts";
import { closeOthers, startConnected } from "./connected.ts";

/** security.md 1–5: the shop is connected, and everything that is almost the shop is nobody. */

const frames = `
	<iframe id="same" src="/"></iframe>
	<iframe id="inline" srcdoc="<p>Inline</p>"></iframe>
	<iframe id="blank"></iframe>
	<iframe id="sandboxed" sandbox="allow-scripts" src="/"></iframe>
	<iframe id="sandboxed-inline" sandbox="allow-scripts" srcdoc="<p>Inline</p>"></iframe>
	<iframe id="data" src="data:text/html,<p>Data</p>"></iframe>`;
const embedding = `
	<iframe id="foreign" src="https://shop.example/"></iframe>
	<iframe id="foreign-insecure" src="http://shop.example/"></iframe>`;
const sandbox = { "content-security-policy": "sandbox allow-scripts allow-popups" };

const EVERY_METHOD: readonly (readonly [string, object])[] = [
	["hello", {}],
	["query", {}],
	["getAccounts", {}],
	["getCurrentAccount", {}],
	["signIn", {}],
	["getToken", { interactive: true }],
	["getCode", { interactive: true }],
	["dropToken", { value: "anything" }],
	["signOut", {}],
];

let play: Kept;
/** Looks at what is stored, from inside. */
let options: Page;

beforeAll(async () => {
	play = await startConnected({
		"https://shop.example": site({ "/frames": { body: frames }, "/sandboxed": { headers: sandbox } }),
		"https://news.example": site({ "/frames": { body: embedding } }),
		"http://shop.example": site(),
	});
	options = await play.stage.openOptions();
});

afterEach(() => closeOthers(play, options));

afterAll(async () => {
	await play.close();
});

const everyAnswer = async (script: Script): Promise<Heard[]> => {
	const heard: Heard[] = [];
	for (const [method, params] of EVERY_METHOD) {
		heard.push(await ask(script, play.stage.extensionId, method, params));
	}
	return heard;
};
const codes = (heard: readonly Heard[]) => [...new Set(heard.map(({ error }) => error?.code))];
const stored = async () => ({
	sites: await tell(options, "sites", {}),
	overview: await tell(options, "overview", {}),
});

async function frameOf(address: string, selector: string): Promise<Frame> {
	const page = await play.stage.open(address);
	const frame = await (await page.waitForSelector(selector))?.contentFrame();
	if (!frame) throw new Error(`no frame ${selector}`);
	await frame.waitForFunction(() => document.readyState === "complete");
	return frame;
}

/** A document that is nobody: no method is heard or each is refused, nothing is shown or stored, no server hears. */
async function isNobody(script: Script, code: string | undefined): Promise<void> {
	const before = await stored();
	const requests = play.server.requests.length;
	expect(codes(await everyAnswer(script))).toEqual([code]);
	expect(play.stage.count(consentPage)).toBe(0);
	expect(await stored()).toEqual(before);
	expect(play.server.requests).toHaveLength(requests);
}

describe("1. a sandboxed document of a connected site", () => {
	it("in a frame is nobody", async () => {
		await isNobody(await frameOf("https://shop.example/frames", "#sandboxed"), "origin_refused");
	});

	it.each(["#sandboxed-inline", "#data"])("in the frame %s has nothing to speak with", async (selector) => {
		await isNobody(await frameOf("https://shop.example/frames", selector), undefined);
	});

	it("by its Content-Security-Policy is nobody", async () => {
		await isNobody(await play.stage.open("https://shop.example/sandboxed"), "origin_refused");
	});
});

describe("2. a document without an address of its own", () => {
	it.each(["#inline", "#blank"])("in the frame %s has nothing to speak with", async (selector) => {
		await isNobody(await frameOf("https://shop.example/frames", selector), undefined);
	});
});

describe("3. a frame", () => {
	it("inside another site is nobody, though its own site is connected", async () => {
		await isNobody(await frameOf("https://news.example/frames", "#foreign"), "origin_refused");
	});

	it("of its own site is that site", async () => {
		const frame = await frameOf("https://shop.example/frames", "#same");
		expect((await ask(frame, play.stage.extensionId, "getToken")).result).toHaveProperty("value");
	});

	it("inside another site is nobody one frame further in, too", async () => {
		const outer = await frameOf("https://news.example/frames", "#foreign");
		await outer.evaluate(() => {
			const frame = document.createElement("iframe");
			frame.id = "inner";
			frame.src = "/inner";
			const loaded = new Promise((resolve) => frame.addEventListener("load", resolve));
			document.body.append(frame);
			return loaded.then(() => undefined);
		});
		const frame = outer.childFrames().find((child) => child.url().endsWith("/inner"));
		if (!frame) throw new Error("no inner frame");
		await isNobody(frame, "origin_refused");
	});
});

describe("4. a page that nobody looks at yet", () => {
	it("is told that it is not active, whatever it asks, and then, shown, it is heard", async () => {
		const reported = Promise.withResolvers<Heard[]>();
		const script = `<script>
			const asks = ${JSON.stringify(EVERY_METHOD)}.map(([method, params]) => new Promise((resolve) =>
				chrome.runtime.sendMessage("${play.stage.extensionId}", { passport: 1, method, params }, resolve)));
			Promise.all(asks).then((heard) => fetch("/report", { method: "POST", body: JSON.stringify(heard) }));
		</script>`;
		const origin = await play.world.onLocalhost(async (request) => {
			if (request.method === "POST") reported.resolve(JSON.parse(await request.text()));
			return site({ "/soon": { body: script } })(request);
		});
		const page = await play.stage.open(`${origin}/`);
		await page.evaluate(() => {
			const rules = document.createElement("script");
			rules.type = "speculationrules";
			rules.textContent = JSON.stringify({ prerender: [{ source: "list", urls: ["/soon"] }] });
			document.head.append(rules);
		});
		expect(codes(await reported.promise)).toEqual(["page_not_active"]);
		expect(play.stage.count(consentPage)).toBe(0);
		await Promise.all([page.waitForNavigation(), page.evaluate(() => location.assign("/soon"))]);
		expect((await ask(page, play.stage.extensionId, "hello")).result).toMatchObject({ contract: 1 });
	});
});

describe("5. an insecure page", () => {
	it("of another machine is not even heard", async () => {
		const heard = await everyAnswer(await play.stage.open("http://shop.example/"));
		expect(heard.every(({ undelivered }) => undelivered !== undefined)).toBe(true);
		expect(play.stage.count(consentPage)).toBe(0);
	});

	it("of this very machine is a site", async () => {
		const page = await play.stage.open(`${await play.world.onLocalhost(site())}/`);
		expect((await ask(page, play.stage.extensionId, "query")).result).toMatchObject({ state: "prompt" });
	});
});
