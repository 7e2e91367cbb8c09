import type { Page } from "puppeteer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { control } from "../harness/control.ts";
import { press } from "../harness/find.ts";
import { signInAtServer } from "../harness/passport.ts";
import { ADA, configureClient, type Play, signInWithPopup, startPlay } from "../harness/play.ts";
import { newProfile, type Profile } from "../harness/profile.ts";
import { askWithLibrary, site } from "../harness/sites.ts";
import { authorizationPage, consentPage } from "../harness/stage.ts";
import { openUpdates, type Updates } from "../harness/update.ts";
import { tokenIn } from "./connected.ts";

/**
 * security.md 38: the extension is updated under a page. The session, with the open question and what the person
 * said to it, ends with the old version; what is stored stays, and the page library sends its request again.
 */

describe.each(["chrome", "firefox"] as const)("38. an update in %s", (browser) => {
	let profile: Profile;
	let play: Play;
	let updates: Updates;

	beforeAll(async () => {
		profile = await newProfile();
		updates = await openUpdates(browser);
		play = await startPlay(profile, {}, {}, browser);
		await configureClient(play, { clientSecret: "sample-secret" });
		await signInWithPopup(play, ADA);
	});

	afterAll(async () => {
		await play.close();
		await updates[Symbol.asyncDispose]();
		await profile[Symbol.asyncDispose]();
	});

	/** No browser tells that a window of an extension is gone, and a slow machine takes its time. */
	const patience = { timeout: 20_000 };
	const wish = { scopes: ["login:info"] };
	const update = () => updates.install(play.stage);
	const getToken = (page: Page, params: object = wish) => askWithLibrary(page, "getToken", params);
	const allow = async () => press(await play.stage.consentWindow(), "Allow");

	/** A page of a site that nobody knows yet. */
	async function newShop(): Promise<Page> {
		return play.stage.open(await play.world.onLocalhost(site()));
	}

	/** A page of a site that was allowed a token. */
	async function connectedShop(): Promise<{ shop: Page; token: string }> {
		const shop = await newShop();
		const asked = getToken(shop, { ...wish, interactive: true });
		await allow();
		return { shop, token: tokenIn(await asked) };
	}

	/** The server leaves the next request to a path without an answer; resolves when that has come. */
	function hangNext(path: string): Promise<unknown> {
		play.server.play(path, "hang");
		return play.server.whenRequested({ path }, play.server.requestsTo(path).length + 1);
	}

	/** How many windows show a question. */
	async function questions(): Promise<number> {
		const options = await play.stage.openOptions();
		const count = await options.evaluate(async (part) => {
			const { chrome } = globalThis as unknown as {
				chrome: { windows: { getAll: (all: object) => Promise<{ tabs: { url?: string }[] }[]> } };
			};
			const windows = await chrome.windows.getAll({ populate: true });
			return windows.flatMap(({ tabs }) => tabs).filter(({ url }) => url?.includes(part)).length;
		}, consentPage);
		await options.close();
		return count;
	}

	it("costs neither account nor consent nor token, and the page needs no reload", async () => {
		const { shop, token } = await connectedShop();
		const requests = play.server.requests.length;
		const version = await update();
		expect((await askWithLibrary(shop, "hello")).result).toMatchObject({ version });
		expect(tokenIn(await getToken(shop))).toBe(token);
		expect(play.server.requests).toHaveLength(requests);
		const { accounts } = await control(play.stage, "overview", {});
		expect(accounts.map(({ uid }) => uid)).toEqual([`production:${ADA.id}`]);
	});

	it("leaves a page that listens its events", async () => {
		const { shop } = await connectedShop();
		// As text, because the test runner would rewrite the import.
		await shop.evaluate(`(async () => {
			const { connect } = await import("/passport/index.js");
			globalThis.passport = await connect();
			globalThis.heard = new Promise((resolve) => passport.on("accountremoved", resolve));
		})()`);
		await update();
		await shop.evaluate("passport.getAccounts()");
		await control(play.stage, "disconnect", { site: new URL(shop.url()).origin });
		expect(await shop.evaluate("heard")).toMatchObject({ uid: `production:${ADA.id}` });
	});

	it("while a question is open asks it anew in one window, and the request is answered", async () => {
		const shop = await newShop();
		const asked = getToken(shop, { ...wish, interactive: true });
		await (await play.stage.consentWindow()).waitForSelector("footer button");
		await update();
		await allow();
		expect(tokenIn(await asked)).toMatch(/^y0_/);
		await expect.poll(questions, patience).toBe(0);
	});

	it("between Allow and the server's answer leaves nothing half done: it asks anew, and answers", async () => {
		const shop = await newShop();
		const pending = hangNext("/token");
		const asked = getToken(shop, { ...wish, interactive: true });
		await allow();
		await pending;
		await update();
		const question = await play.stage.consentWindow();
		expect((await askWithLibrary(shop, "getAccounts")).result).toEqual({ accounts: [] });
		await press(question, "Allow");
		expect(tokenIn(await asked)).toMatch(/^y0_/);
		await expect.poll(questions, patience).toBe(0);
	});

	it("while the server's page is open begins anew: neither window stays, and the request is answered", async () => {
		play.server.endSessions();
		const shop = await newShop();
		const asked = getToken(shop, { ...wish, interactive: true });
		await allow();
		await play.stage.authWindow();
		await update();
		await allow();
		await signInAtServer(play, ADA);
		expect(tokenIn(await asked)).toMatch(/^y0_/);
		await play.stage.gone(authorizationPage);
	});

	it("during a silent renewal is not noticed: the request is answered without a window", async () => {
		const { shop, token } = await connectedShop();
		await askWithLibrary(shop, "dropToken", { value: token });
		const pending = hangNext("/token");
		const asked = getToken(shop);
		await pending;
		await update();
		const renewed = tokenIn(await asked);
		expect(renewed).toMatch(/^y0_/);
		expect(renewed).not.toBe(token);
		expect(await questions()).toBe(0);
	});
});
