import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { press } from "./harness/find.ts";
import { ADA, configureClient, type Play, signInWithPopup, startPlay } from "./harness/play.ts";
import { newProfile, type Profile } from "./harness/profile.ts";
import { askWithLibrary, site } from "./harness/sites.ts";
import { consentPage } from "./harness/stage.ts";

/** The same stories in both browsers, with the page library: a page need not know which one it is in. */

describe.each(["chrome", "firefox"] as const)("in %s", (browser) => {
	let profile: Profile;
	let play: Play;
	let shop: string;

	beforeAll(async () => {
		profile = await newProfile();
		play = await startPlay(profile, {}, {}, browser);
		shop = await play.world.onLocalhost(site());
		await configureClient(play);
	});

	afterAll(async () => {
		await play.close();
		await profile[Symbol.asyncDispose]();
	});

	const wish = { scopes: ["login:info"] };

	it("a page without consent hears that it needs one", async () => {
		const page = await play.stage.open(shop);
		expect((await askWithLibrary(page, "getToken", wish)).error?.code).toBe("consent_required");
		expect((await askWithLibrary(page, "getAccounts")).result).toEqual({ accounts: [] });
	});

	it("a person signs in with the popup", async () => {
		await signInWithPopup(play, ADA);
	});

	it("Deny is consent_denied", async () => {
		const page = await play.stage.open(shop);
		const asked = askWithLibrary(page, "getToken", { ...wish, interactive: true });
		await press(await play.stage.consentWindow(), "Deny");
		expect((await asked).error?.code).toBe("consent_denied");
		await play.stage.gone(consentPage);
	});

	it("Allow gives the page its token, and again without asking any server", async () => {
		const page = await play.stage.open(shop);
		const asked = askWithLibrary(page, "getToken", { ...wish, interactive: true });
		await press(await play.stage.consentWindow(), "Allow");
		const { result } = await asked;
		expect(result).toMatchObject({ scheme: "OAuth", uid: `production:${ADA.id}`, scopes: ["login:info"] });
		const requests = play.server.requests.length;
		expect((await askWithLibrary(await play.stage.open(shop), "getToken", wish)).result).toEqual(result);
		expect(play.server.requests).toHaveLength(requests);
	});

	it("Sign out takes everything back", async () => {
		const popup = await play.stage.openPopup();
		await press(popup, `Sign out ${ADA.displayName}`);
		const page = await play.stage.open(shop);
		await expect
			.poll(async () => (await askWithLibrary(page, "getToken", wish)).error?.code)
			.toBe("consent_required");
	});
});
