import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { press } from "./harness/find.ts";
import { type Served, serve } from "./harness/hosts.ts";
import { openChrome } from "./harness/open.ts";
import { newProfile } from "./harness/profile.ts";
import { ask, site } from "./harness/sites.ts";
import { authorizationPage, type Stage } from "./harness/stage.ts";

/** What Chromium does and this project builds on: a new version that does otherwise is noticed here. */

const probe = resolve("test/browser/fixtures/probe");
const stranger = resolve("test/browser/fixtures/stranger");
const html = { "content-type": "text/html" };

const frames = `
	<iframe id="same" src="/"></iframe>
	<iframe id="foreign" src="https://news.example/"></iframe>
	<iframe id="sandboxed" sandbox="allow-scripts" src="/"></iframe>
	<iframe id="inline" srcdoc="<p>Inline</p>"></iframe>`;

const answers: Record<string, () => Response> = {
	"/authorize/form": () => new Response('<a href="/authorize/broken">Next</a>', { headers: html }),
	"/authorize/broken": () => new Response("<h1>redirect_uri</h1>", { status: 400, headers: html }),
};

let world: Served;
let stage: Stage;

beforeAll(async () => {
	world = await serve({
		"https://shop.example": site({
			"/frames": { body: frames },
			"/sandboxed": { headers: { "content-security-policy": "sandbox allow-scripts" } },
		}),
		"https://shop.example:8443": site(),
		"http://shop.example": site(),
		"https://news.example": site(),
		"https://oauth.yandex.ru": async ({ url }) => answers[new URL(url).pathname]?.() ?? backToProbe(),
	});
	stage = await openChrome({ hosts: world.hosts, extension: probe });
});

afterAll(async () => {
	await stage.close();
	await world[Symbol.asyncDispose]();
});

function backToProbe(): Response {
	const location = `https://${stage.extensionId}.chromiumapp.org/back?code=1`;
	return new Response(null, { status: 302, headers: { location } });
}

describe("who Chromium says is asking", () => {
	it("is not heard at all from an insecure site", async () => {
		const page = await stage.open("http://shop.example/");
		expect(await ask(page, stage.extensionId, "sender")).toHaveProperty("undelivered");
	});

	it("is not heard at all from another extension", async () => {
		const id = await stage.browser.installExtension(stranger);
		const target = await stage.browser.waitForTarget((candidate) => candidate.url().includes(id));
		const script = `say(${JSON.stringify(stage.extensionId)}, { method: "life" })`;
		expect(await (await target.worker())?.evaluate(script)).toContain("Receiving end does not exist");
	});

	it("has the origin null under a CSP sandbox, though its address looks allowed", async () => {
		const page = await stage.open("https://shop.example/sandboxed");
		const { result } = await ask(page, stage.extensionId, "sender");
		expect(result).toMatchObject({ origin: "null", url: "https://shop.example/sandboxed" });
	});

	it("is one site on each port", async () => {
		const page = await stage.open("https://shop.example:8443/");
		const { result } = await ask(page, stage.extensionId, "sender");
		expect(result).toMatchObject({ origin: "https://shop.example:8443" });
	});

	it("is a document in the top frame of a tab, and active", async () => {
		const page = await stage.open(`${await world.onLocalhost(site())}/`);
		const { result } = await ask(page, stage.extensionId, "sender");
		expect(result).toMatchObject({
			origin: new URL(page.url()).origin,
			frameId: 0,
			documentLifecycle: "active",
			documentId: expect.stringMatching(/^[0-9A-F]{32}$/),
			tab: { url: page.url() },
		});
	});

	it("says of a prerendered page that nobody looks at it yet", async () => {
		const reported = Promise.withResolvers<string>();
		const prerendered = (id: string) => `<script>
			chrome.runtime.sendMessage(${JSON.stringify(id)}, { method: "sender" },
				({ result }) => fetch("/report", { method: "POST", body: result.documentLifecycle }));
		</script>`;
		const origin = await world.onLocalhost(async (request) => {
			if (request.method === "POST") reported.resolve(await request.text());
			return site({ "/soon": { body: prerendered(stage.extensionId) } })(request);
		});
		const page = await stage.open(`${origin}/`);
		await page.evaluate(() => {
			const rules = document.createElement("script");
			rules.type = "speculationrules";
			rules.textContent = JSON.stringify({ prerender: [{ source: "list", urls: ["/soon"] }] });
			document.head.append(rules);
		});
		expect(await reported.promise).toBe("prerender");
	});

	it.each([
		["#same", { origin: "https://shop.example", tab: { url: "https://shop.example/frames" } }],
		["#foreign", { origin: "https://news.example", tab: { url: "https://shop.example/frames" } }],
		["#sandboxed", { origin: "null", url: "https://shop.example/" }],
	])("is the frame %s itself, with the tab around it", async (selector, expected) => {
		const page = await stage.open("https://shop.example/frames");
		const frame = await (await page.waitForSelector(selector))?.contentFrame();
		if (!frame) throw new Error("no frame");
		const { result } = await ask(frame, stage.extensionId, "sender");
		expect(result).toMatchObject(expected);
		expect(result).not.toHaveProperty("frameId", 0);
	});
});

describe("how an authorization flow ends in Chromium", () => {
	async function flow(path: string, interactive: boolean) {
		const page = await stage.open("https://shop.example/");
		const url = `https://oauth.yandex.ru/authorize/${path}`;
		return { page, ended: ask(page, stage.extensionId, "flow", { url, interactive }) };
	}

	it.each([true, false])(
		"at once, without a window, when the server answers 400 (interactive: %s)",
		async (yes) => {
			const { ended } = await flow("broken", yes);
			expect((await ended).result).toEqual({
				failure: "Authorization page could not be loaded.",
				seen: [{ type: "main_frame", statusCode: 400 }],
			});
			expect(stage.count(authorizationPage)).toBe(0);
		},
	);

	it("by closing its window when a later page is a 400", async () => {
		const { ended } = await flow("form", true);
		await press(await stage.authWindow(), "Next", "link");
		expect((await ended).result).toMatchObject({
			failure: "Authorization page could not be loaded.",
			seen: [{ statusCode: 200 }, { statusCode: 400 }],
		});
		await stage.gone(authorizationPage);
	});

	it("with other words when the person closes the window", async () => {
		const { ended } = await flow("form", true);
		await (await stage.authWindow()).close();
		expect((await ended).result).toMatchObject({ failure: "The user did not approve access." });
	});

	it("without a window when the server redirects back", async () => {
		const { ended } = await flow("silent", false);
		expect((await ended).result).toMatchObject({ redirect: expect.stringContaining("/back?code=1") });
	});
});

describe("what outlives what in Chromium", () => {
	it("is storage, when the worker is stopped", async () => {
		const page = await stage.open("https://shop.example/");
		const life = await ask(page, stage.extensionId, "life");
		await ask(page, stage.extensionId, "keep", { value: "kept" });
		await stage.stopWorker();
		expect(await ask(page, stage.extensionId, "life")).not.toEqual(life);
		expect(await ask(page, stage.extensionId, "kept")).toEqual({ result: "kept" });
	});

	it("is storage, when the browser is closed and started with the same profile", async () => {
		await using profile = await newProfile();
		const again = { hosts: world.hosts, profile: profile.path, extension: resolve("dist/chrome") };
		const first = await openChrome(again);
		const popup = await first.openPopup();
		await popup.evaluate(() => localStorage.setItem("kept", "yes"));
		await first.close();
		await using second = await openChrome(again);
		expect(second.extensionId).toBe(first.extensionId);
		expect(await (await second.openPopup()).evaluate(() => localStorage.getItem("kept"))).toBe("yes");
	});
});
