import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { press } from "./harness/find.ts";
import { type Served, serve } from "./harness/hosts.ts";
import { openFirefox } from "./harness/open.ts";
import { configureClient, type Play, startPlay } from "./harness/play.ts";
import { newProfile, type Profile } from "./harness/profile.ts";
import { askWithLibrary, site } from "./harness/sites.ts";
import type { Stage } from "./harness/stage.ts";

describe("Firefox with the extension as it ships", () => {
	let world: Served;
	let stage: Stage;

	beforeAll(async () => {
		world = await serve({ "https://shop.example": site() });
		stage = await openFirefox({ hosts: world.hosts });
	});

	afterAll(async () => {
		await stage.close();
		await world[Symbol.asyncDispose]();
	});

	it("reaches no host but those of the test", async () => {
		await expect(stage.open("https://elsewhere.example/")).rejects.toThrow();
		expect(world.requests).toEqual([]);
	});

	it("leaves pages alone that the person has not connected", async () => {
		const page = await stage.open("https://shop.example/");
		expect(await page.evaluate(() => document.documentElement.outerHTML)).toContain("<h1>A site</h1>");
	});

	it("opens the popup's page", async () => {
		const popup = await stage.openPopup();
		expect(await popup.evaluate(() => [innerWidth, location.protocol])).toEqual([360, "moz-extension:"]);
	});
});

describe("Firefox and sites that are not on this machine", () => {
	let profile: Profile;
	let play: Play;

	beforeAll(async () => {
		profile = await newProfile();
		play = await startPlay(profile, {}, {}, "firefox");
		await configureClient(play);
	});

	afterAll(async () => {
		await play.close();
		await profile[Symbol.asyncDispose]();
	});

	/** The browser tells nobody when a relay has come or gone: a page asks until it notices. */
	const patience = { timeout: 20_000 };

	async function everywhere(): Promise<void> {
		const options = await play.stage.openOptions();
		await press(options, "Let every site ask, without connecting it first", "checkbox");
	}

	it("a page that nobody connected hears broker_not_found", async () => {
		const page = await play.stage.open("https://shop.example/");
		expect((await askWithLibrary(page, "getAccounts")).error?.code).toBe("broker_not_found");
	});

	it("every site can ask once the person lets them, without a reload", async () => {
		const page = await play.stage.open("https://shop.example/");
		await everywhere();
		await expect
			.poll(async () => (await askWithLibrary(page, "getToken")).error?.code, patience)
			.toBe("consent_required");
		const fresh = await play.stage.open("https://news.example/");
		expect((await askWithLibrary(fresh, "getToken")).error?.code).toBe("consent_required");
	});

	it("and not any more once the person takes it back", async () => {
		await everywhere();
		await expect
			.poll(async () => {
				const page = await play.stage.open("https://shop.example/");
				return (await askWithLibrary(page, "getAccounts")).error?.code;
			}, patience)
			.toBe("broker_not_found");
	});
});

describe("Firefox and what speaks to the relay", () => {
	let world: Served;
	let stage: Stage;

	/** Offers its parent's relay a port, as the parent would, and tells the parent what it hears there. */
	const forger = `<script>
		const { port1, port2 } = new MessageChannel();
		port1.onmessage = ({ data }) => parent.postMessage({ heard: data }, "*");
		parent.postMessage({ passport: 1, relay: "connect", origin: "https://bank.example" }, "*", [port2]);
		port1.postMessage({ passport: 1, id: "forged", method: "hello" });
		parent.postMessage({ forged: true }, "*");
	</script>`;

	beforeAll(async () => {
		world = await serve({});
		stage = await openFirefox({ hosts: world.hosts });
	});

	afterAll(async () => {
		await stage.close();
		await world[Symbol.asyncDispose]();
	});

	it("9. a frame's forged offer is not answered, while the page's own is", async () => {
		const frame = await world.onLocalhost(site({ "/": { body: forger } }));
		const listening = `<script>
			globalThis.told = [];
			addEventListener("message", ({ data, source }) => { if (source !== window) told.push(data); });
		</script>`;
		const shop = await world.onLocalhost(
			site({ "/": { body: `${listening}<iframe src="${frame}"></iframe>` } }),
		);
		const page = await stage.open(shop);
		await page.waitForFunction("told.some((word) => word.forged)");
		// By the time that the page's own question was answered, a forged one would have been.
		expect((await askWithLibrary(page, "hello")).result).toMatchObject({ contract: 1 });
		expect(await page.evaluate("told.filter((word) => 'heard' in word)")).toEqual([]);
	});
});
