import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { control } from "../harness/control.ts";
import { press } from "../harness/find.ts";
import { ADA, configureClient, type Play, signInWithPopup, startPlay } from "../harness/play.ts";
import { openPrivately } from "../harness/private.ts";
import { newProfile, type Profile } from "../harness/profile.ts";
import { ask, askWithLibrary, site } from "../harness/sites.ts";
import { tokenIn } from "./connected.ts";

/** security.md 40: what a person does in private windows, the extension neither hears nor answers. */

describe.each(["chrome", "firefox"] as const)("40. a private window of %s", (browser) => {
	let profile: Profile;
	let play: Play;
	let shop: string;

	beforeAll(async () => {
		profile = await newProfile();
		play = await startPlay(profile, {}, {}, browser);
		shop = await play.world.onLocalhost(site());
		await configureClient(play);
		await signInWithPopup(play, ADA);
	});

	afterAll(async () => {
		await play.close();
		await profile[Symbol.asyncDispose]();
	});

	const wish = { scopes: ["login:info"], interactive: true };

	/** A page of the site in a private window gets nothing, and what it asks reaches nobody. */
	async function isAlone(site: string): Promise<void> {
		const page = await openPrivately(play.stage, browser, site);
		expect((await askWithLibrary(page, "getToken", wish)).error?.code).toBe("broker_not_found");
		expect((await askWithLibrary(page, "getAccounts")).error?.code).toBe("broker_not_found");
		expect(await ask(page, play.stage.extensionId, "hello")).toHaveProperty("undelivered");
		await page.close();
	}

	it("has no extension, also for a site that has a token in an ordinary one", async () => {
		const page = await play.stage.open(shop);
		const asked = askWithLibrary(page, "getToken", wish);
		await press(await play.stage.consentWindow(), "Allow");
		const token = tokenIn(await asked);
		expect(token).toMatch(/^y0_/);
		await isAlone(shop);
		expect(tokenIn(await askWithLibrary(page, "getToken", wish))).toBe(token);
	});

	it("leaves no trace in the extension, nor at the server", async () => {
		const secret = await play.world.onLocalhost(site());
		const requests = play.server.requests.length;
		const { counts } = await control(play.stage, "diagnosis", {});
		await isAlone(secret);
		expect((await control(play.stage, "diagnosis", {})).counts).toEqual(counts);
		const { entries } = await control(play.stage, "activity", {});
		expect(entries.map((entry) => entry.site)).not.toContain(secret);
		expect(play.server.requests).toHaveLength(requests);
	});
});
