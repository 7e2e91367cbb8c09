import type { Page } from "puppeteer";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { press } from "../harness/find.ts";
import { ADA, configureClient, type Play, signInWithPopup, startPlay } from "../harness/play.ts";
import { newProfile, type Profile } from "../harness/profile.ts";
import { site } from "../harness/sites.ts";

/**
 * Yandex sends who is not signed in there from `/authorize` to a login page on a host that is none of the extension's: no
 * browser tells the extension what its window shows then.
 */
const loginPage = "https://passport.yandex.ru";

describe.each(["chrome", "firefox"] as const)(
	"a flow that waits at the server's login page, in %s",
	(browser) => {
		let profile: Profile;
		let play: Play;
		let isSignedIn: boolean;
		let popup: Page;

		const server = async (request: Request) =>
			new URL(request.url).pathname === "/authorize" && !isSignedIn
				? Response.redirect(`${loginPage}/auth`, 302)
				: play.server.handle(request);

		beforeAll(async () => {
			profile = await newProfile();
			const world = { [loginPage]: site(), "https://oauth.yandex.ru": server };
			play = await startPlay(profile, {}, world, browser);
			await configureClient(play);
		});

		beforeEach(async () => {
			isSignedIn = false;
			popup = await play.stage.openPopup();
			await press(popup, "Sign in");
			await play.stage.browser.waitForTarget((target) => target.url().startsWith(loginPage));
			isSignedIn = true;
			await popup.bringToFront();
		});

		afterAll(async () => {
			await play.close();
			await profile[Symbol.asyncDispose]();
		});

		it("is closed by Cancel", async () => {
			await press(popup, "Cancel");
			await play.stage.gone(loginPage);
			await popup.close();
		});

		// Firefox's event page does not end while a flow is open; a test cannot end it either.
		if (browser === "chrome") {
			it("does not stand in the way when its background has died", async () => {
				await popup.close();
				await play.stage.stopWorker();
				await signInWithPopup(play, ADA);
				expect(play.stage.count(loginPage)).toBe(0);
			});
		}
	},
);
