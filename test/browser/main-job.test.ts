import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CHROMIUM_ID } from "../../scripts/extension-id.ts";
import { byRole, byText, fill, press } from "./harness/find.ts";
import { passServer } from "./harness/passport.ts";
import { ADA, configureClient, type Play, signInWithPopup, startPlay } from "./harness/play.ts";
import { newProfile, type Profile } from "./harness/profile.ts";
import { ask, say } from "./harness/sites.ts";
import { authorizationPage, consentPage } from "./harness/stage.ts";

/** The one thing the project is for, with what ships: a page gets exactly the token it was allowed. */

let profile: Profile;
let play: Play;

beforeEach(async () => {
	profile = await newProfile();
	play = await startPlay(profile);
});

afterEach(async () => {
	await play.close();
	await profile[Symbol.asyncDispose]();
});

const wish = { scopes: ["login:info"], interactive: true };

/** Ada signs in with the popup, and the shop gets a token. */
async function shopHasToken(): Promise<string> {
	await configureClient(play);
	await signInWithPopup(play, ADA);
	const shop = await play.stage.open("https://shop.example/");
	const asked = ask(shop, play.stage.extensionId, "getToken", wish);
	await press(await play.stage.consentWindow(), "Allow");
	const { result } = await asked;
	expect(result).toMatchObject({ scheme: "OAuth", uid: `production:${ADA.id}`, scopes: ["login:info"] });
	return (result as { value: string }).value;
}

async function tokenNow(): Promise<string> {
	const shop = await play.stage.open("https://shop.example/");
	const { result } = await ask(shop, play.stage.extensionId, "getToken", { scopes: ["login:info"] });
	return (result as { value: string } | undefined)?.value ?? "none";
}

describe("the main job", () => {
	it("goes from the options to the token, which a second request finds without asking any server", async () => {
		const value = await shopHasToken();
		const before = play.server.requests.length;
		expect(await tokenNow()).toBe(value);
		expect(play.server.requests.length).toBe(before);
	});

	it("survives the background's end", async () => {
		const value = await shopHasToken();
		await play.stage.stopWorker();
		expect(await tokenNow()).toBe(value);
	});

	it("survives the browser's end", async () => {
		const value = await shopHasToken();
		await play.restart();
		expect(await tokenNow()).toBe(value);
	});

	it("tells each site's token from another's", async () => {
		const value = await shopHasToken();
		const news = await play.stage.open("https://news.example/");
		const asked = ask(news, play.stage.extensionId, "getToken", wish);
		await press(await play.stage.consentWindow(), "Allow");
		const { result } = await asked;
		expect(result).toHaveProperty("value");
		expect(result).not.toHaveProperty("value", value);
	});

	it("ends with Sign out: the account, its tokens and consents are gone", async () => {
		await shopHasToken();
		const popup = await play.stage.openPopup();
		await press(popup, `Sign out ${ADA.displayName}`);
		await byText(popup, "Nobody is signed in").wait();
		const shop = await play.stage.open("https://shop.example/");
		const { error } = await ask(shop, play.stage.extensionId, "getToken", { scopes: ["login:info"] });
		expect(error?.code).toBe("consent_required");
		expect((await ask(shop, play.stage.extensionId, "getAccounts")).result).toEqual({ accounts: [] });
	});
});

describe("three ways to say no have three codes", () => {
	async function ready() {
		await configureClient(play);
		return play.stage.open("https://shop.example/");
	}

	it("Deny at the server is access_denied", async () => {
		const asked = ask(await ready(), play.stage.extensionId, "signIn");
		await press(await play.stage.consentWindow(), "Allow");
		await passServer(play, ADA, "Deny");
		const { error } = await asked;
		expect(error).toMatchObject({ code: "access_denied", oauth: { error: "access_denied" } });
		expect(play.server.requestsTo("/token")).toHaveLength(0);
	});

	it("a closed sign-in window is user_cancelled", async () => {
		const asked = ask(await ready(), play.stage.extensionId, "signIn");
		await press(await play.stage.consentWindow(), "Allow");
		await (await play.stage.authWindow()).close();
		expect((await asked).error?.code).toBe("user_cancelled");
	});

	it("Deny in the consent window is consent_denied, and no server hears of it", async () => {
		const asked = ask(await ready(), play.stage.extensionId, "signIn");
		await press(await play.stage.consentWindow(), "Deny");
		expect((await asked).error?.code).toBe("consent_denied");
		expect(play.server.requests).toHaveLength(0);
		await play.stage.gone(consentPage);
	});
});

describe("a page without consent", () => {
	it("learns nothing of the accounts that are there", async () => {
		await configureClient(play);
		const page = await play.stage.open("https://news.example/");
		const listen = () =>
			Promise.all([
				ask(page, play.stage.extensionId, "getAccounts"),
				ask(page, play.stage.extensionId, "getCurrentAccount"),
				ask(page, play.stage.extensionId, "query"),
				ask(page, play.stage.extensionId, "query", { uid: `production:${ADA.id}` }),
				ask(page, play.stage.extensionId, "getToken"),
				ask(page, play.stage.extensionId, "getToken", { uid: `production:${ADA.id}` }),
				ask(page, play.stage.extensionId, "getCode"),
				ask(page, play.stage.extensionId, "dropToken", { value: "anything" }),
				ask(page, play.stage.extensionId, "signOut"),
			]);
		const before = await listen();
		await signInWithPopup(play, ADA);
		expect(await listen()).toEqual(before);
		expect(play.stage.count(consentPage)).toBe(0);
	});
});

describe("a redirect that is not ours", () => {
	it("with a wrong state is state_mismatch, and the token endpoint is never asked", async () => {
		play.server.play("/authorize", (received) => {
			const url = new URL(`https://${CHROMIUM_ID}.chromiumapp.org/production`);
			url.search = String(new URLSearchParams({ code: "stolen", state: "foreign" }));
			return received.url.searchParams.has("state")
				? new Response(null, { status: 302, headers: { location: url.href } })
				: new Response(null, { status: 400 });
		});
		await configureClient(play);
		const page = await play.stage.open("https://shop.example/");
		const asked = ask(page, play.stage.extensionId, "signIn");
		await press(await play.stage.consentWindow(), "Allow");
		expect((await asked).error?.code).toBe("state_mismatch");
		expect(play.server.requestsTo("/token")).toHaveLength(0);
		await play.stage.gone(authorizationPage);
	});
});

describe("what a page may not say", () => {
	it.each([
		["an unknown method", { passport: 1, method: "steal" }, "method_not_found"],
		["another version", { passport: 2, method: "hello" }, "invalid_request"],
		[
			"a field nobody knows",
			{ passport: 1, method: "hello", origin: "https://bank.example" },
			"invalid_request",
		],
		["a control message", { control: 1, method: "overview", params: {} }, "invalid_request"],
	])("%s", async (_, message, code) => {
		const page = await play.stage.open("https://shop.example/");
		expect((await say(page, play.stage.extensionId, message)).error?.code).toBe(code);
	});
});

describe("the options page", () => {
	it("says at the field what is wrong, and keeps what was typed", async () => {
		const options = await play.stage.openOptions();
		await fill(options, "Client ID", "my app");
		await fill(options, "Scopes", 'login:info "quoted"');
		await press(options, "Save");
		await options.waitForSelector('[aria-invalid="true"]');
		const scopes = await byRole(options, "textbox", "Scopes").waitHandle();
		expect(await scopes.evaluate((box) => box.getAttribute("aria-invalid"))).toBe("true");
		expect(await scopes.evaluate((box) => (box as HTMLInputElement).value)).toBe('login:info "quoted"');
	});
});
