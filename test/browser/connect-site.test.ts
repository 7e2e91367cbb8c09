import type { Page } from "puppeteer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { press } from "./harness/find.ts";
import { ADA, configureClient, type Play, signInWithPopup, startPlay } from "./harness/play.ts";
import { newProfile, type Profile } from "./harness/profile.ts";
import { askWithLibrary } from "./harness/sites.ts";
import { openToolbarPopup, pressInPopup } from "./harness/toolbar.ts";

/** Firefox: a person connects the site in front of them with the popup, and takes back there what they allowed it. */

describe("Connect this site", () => {
	let profile: Profile;
	let play: Play;
	/** A page of the extension that lies behind. */
	let own: Page;
	/** The page in front. It is never loaded again. */
	let shop: Page;

	beforeAll(async () => {
		profile = await newProfile();
		play = await startPlay(profile, {}, {}, "firefox");
		await configureClient(play);
		await signInWithPopup(play, ADA);
		own = await play.stage.openOptions();
		shop = await play.stage.open("https://shop.example/");
	});

	afterAll(async () => {
		await play.close();
		await profile[Symbol.asyncDispose]();
	});

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
		await openToolbarPopup(play.stage, own);
		await pressInPopup(play.stage, own, "Connect this site");
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
		await openToolbarPopup(play.stage, own);
		await pressInPopup(play.stage, own, `Disconnect ${ADA.displayName}`);
		await expect.poll(refusal, patience).toBe("consent_required");
		expect((await askWithLibrary(shop, "getAccounts")).result).toEqual({ accounts: [] });
	});
});
