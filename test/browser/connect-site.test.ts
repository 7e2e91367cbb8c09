import type { Page } from "puppeteer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Browser } from "../../scripts/browsers.ts";
import { byText, press } from "./harness/find.ts";
import { ADA, configureClient, type Play, signInWithPopup, startPlay } from "./harness/play.ts";
import { newProfile, type Profile } from "./harness/profile.ts";
import { askWithLibrary } from "./harness/sites.ts";
import { chromePopup, openFirefoxPopup, pressInFirefoxPopup } from "./harness/toolbar.ts";

/** The site in front of a person, in the popup over it: connected there, and what it was allowed taken back. */

let profile: Profile;
let play: Play;

/** Ada is signed in. */
async function begin(browser: Browser): Promise<void> {
	profile = await newProfile();
	play = await startPlay(profile, {}, {}, browser);
	await configureClient(play);
	await signInWithPopup(play, ADA);
}

async function end(): Promise<void> {
	await play.close();
	await profile[Symbol.asyncDispose]();
}

describe("in Firefox, Connect this site", () => {
	/** A page of the extension that lies behind. */
	let own: Page;
	/** The page in front. It is never loaded again. */
	let shop: Page;

	beforeAll(async () => {
		await begin("firefox");
		own = await play.stage.openOptions();
		shop = await play.stage.open("https://shop.example/");
	});

	afterAll(end);

	/** The browser tells no page when a relay has come: it asks until it notices. */
	const patience = { timeout: 20_000 };
	const refusal = async () => (await askWithLibrary(shop, "getToken")).error?.code;

	/** What stands on the extension's icon in any tab. */
	function marks(): Promise<string[]> {
		return own.evaluate(async () => {
			type Browser = {
				tabs: { query: (all: object) => Promise<{ id: number }[]> };
				action: { getBadgeText: (tab: { tabId: number }) => Promise<string> };
			};
			const { tabs, action } = (globalThis as unknown as { chrome: Browser }).chrome;
			const all = await tabs.query({});
			const texts = await Promise.all(all.map(({ id }) => action.getBadgeText({ tabId: id })));
			return texts.filter((text) => text !== "");
		});
	}

	it("lets the page in front ask, without a reload", async () => {
		expect(await refusal()).toBe("broker_not_found");
		await openFirefoxPopup(play.stage, own);
		await pressInFirefoxPopup(play.stage, own, "Connect this site");
		await expect.poll(refusal, patience).toBe("consent_required");
	});

	it("and the page gets its token; while its question is open, the icon says so", async () => {
		const asked = askWithLibrary(shop, "getToken", { interactive: true });
		const consent = await play.stage.consentWindow();
		await expect.poll(marks, patience).toEqual(["?"]);
		await press(consent, "Allow");
		expect((await asked).result).toMatchObject({ uid: `production:${ADA.id}`, scopes: ["login:info"] });
		await expect.poll(marks, patience).toEqual([]);
	});

	it("Disconnect takes back what the site was allowed; it may still ask", async () => {
		await shop.bringToFront();
		await openFirefoxPopup(play.stage, own);
		await pressInFirefoxPopup(play.stage, own, `Disconnect ${ADA.displayName}`);
		await expect.poll(refusal, patience).toBe("consent_required");
		expect((await askWithLibrary(shop, "getAccounts")).result).toEqual({ accounts: [] });
	});
});

describe("in Chromium the site in front", () => {
	beforeAll(() => begin("chrome"));
	afterAll(end);

	it("is connected as soon as it was allowed something, and Disconnect takes that back", async () => {
		const shop = await play.stage.open("https://shop.example/");
		const asked = askWithLibrary(shop, "getToken", { interactive: true });
		await press(await play.stage.consentWindow(), "Allow");
		expect((await asked).result).toMatchObject({ uid: `production:${ADA.id}` });
		await shop.bringToFront();
		const popup = await chromePopup(play.stage, shop);
		await byText(popup, "shop.example").wait();
		await press(popup, `Disconnect ${ADA.displayName}`);
		await byText(popup, "Nothing given yet").wait();
		expect((await askWithLibrary(shop, "getToken")).error?.code).toBe("consent_required");
	});
});
