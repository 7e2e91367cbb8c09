import type { Page } from "puppeteer";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { CHROMIUM_ID } from "../../../scripts/extension-id.ts";
import { control, tell } from "../harness/control.ts";
import { byText, press } from "../harness/find.ts";
import { type Kept, startKept } from "../harness/kept.ts";
import { LOCAL_APP, type OidcServer, startOidcServer } from "../harness/oidc-provider.ts";
import { tokenIn } from "../harness/passport.ts";
import { ask, type Heard } from "../harness/sites.ts";
import { putClockAhead } from "../harness/worker.ts";

/** The whole walk with a server that nobody here wrote, added by nothing but its issuer address. */

let play: Kept;
let server: OidcServer;

beforeAll(async () => {
	play = await startKept();
});

afterEach(async () => {
	await server[Symbol.asyncDispose]();
});

afterAll(async () => {
	await play.close();
});

const redirectUri = `https://${CHROMIUM_ID}.chromiumapp.org/local`;
const scopes = ["email", "offline_access", "openid", "profile"];
const uid = "local:grace";

/** Adds the server and its app in the extension, empty until then. */
async function added({ isPublic = false } = {}): Promise<Page> {
	server = await startOidcServer(redirectUri, isPublic);
	await play.fresh();
	const found = await control(play.stage, "discoverEnvironment", { name: "local", issuer: server.issuer });
	await control(play.stage, "saveEnvironment", found);
	await control(play.stage, "saveClient", {
		...{ environment: "local", clientId: LOCAL_APP.id, scopes, optionalScopes: [] },
		...{ authentication: "body", wayBack: "redirect" },
		...(isPublic ? {} : { clientSecret: LOCAL_APP.secret }),
	});
	return play.stage.open("https://shop.example/");
}

async function serverWindow(): Promise<Page> {
	const target = await play.stage.browser.waitForTarget((one) => one.url().includes("/interaction/"));
	const page = await target.page();
	if (!page) throw new Error("the server's window is nowhere");
	return page;
}

/** Through the server's own pages: any login is somebody, any password is right. */
async function signInAs(login: string): Promise<void> {
	const page = await serverWindow();
	await page.locator('input[name="login"]').fill(login);
	await page.locator('input[name="password"]').fill("any");
	await press(page, "Sign-in");
	await press(page, "Continue");
}

const request = (page: Page, method: string, params: object = {}): Promise<Heard> =>
	ask(page, play.stage.extensionId, method, { environment: "local", ...params });

async function shopToken(page: Page): Promise<string> {
	const asked = request(page, "getToken", { interactive: true });
	await press(await play.stage.consentWindow(), "Allow");
	await signInAs("grace");
	const heard = await asked;
	expect(heard).toMatchObject({ result: { uid, scheme: "Bearer", clientId: LOCAL_APP.id } });
	return tokenIn(heard);
}

describe("a server added by its issuer address", () => {
	it("signs a person in from the popup, and the account has its names", async () => {
		await added();
		const popup = await play.stage.openPopup();
		await press(popup, "Sign in");
		await signInAs("grace");
		await byText(popup, "grace of Localhost").wait();
		const { accounts } = await control(play.stage, "overview", {});
		expect(accounts).toEqual([
			{
				...{ uid, environment: "local", displayName: "grace of Localhost", login: "grace" },
				...{ email: "grace@localhost.example", isAuthorized: true },
			},
		]);
	});

	it("gives a page a token that works there, for exactly the rights asked", async () => {
		const page = await added();
		expect(await server.statusOf(await shopToken(page))).toBe(200);
		expect((await request(page, "getAccounts")).result).toMatchObject({ accounts: [{ uid }] });
	});

	it("renews with a refresh token that rotates, without any window", async () => {
		const page = await added();
		const value = await shopToken(page);
		for (const ahead of [3320, 6700]) {
			await request(page, "query");
			await putClockAhead(play.stage, ahead);
			expect(await server.statusOf(tokenIn(await request(page, "getToken")))).toBe(200);
			await play.stage.stopWorker();
		}
		const consumed = server.events.filter((event) => event === "refresh_token.consumed");
		expect(consumed).toHaveLength(2);
		expect(server.events).not.toContain("grant.error");
		expect(tokenIn(await request(page, "getToken"))).not.toBe(value);
	});

	it("revokes the tokens of a site that is disconnected", async () => {
		const page = await added();
		const value = await shopToken(page);
		await control(play.stage, "disconnect", { site: "https://shop.example" });
		await server.happened("grant.revoked");
		expect(await server.statusOf(value)).toBe(401);
	});

	it("revokes everything of an account that is signed out, and says so", async () => {
		const page = await added();
		const value = await shopToken(page);
		expect(await control(play.stage, "signOut", { uid })).toEqual({ revocation: "all_revoked" });
		expect(await server.statusOf(value)).toBe(401);
		expect((await request(page, "getToken")).error?.code).toBe("consent_required");
	});

	it("has a public client too, renewed through the person's session there", async () => {
		const page = await added({ isPublic: true });
		const value = await shopToken(page);
		await putClockAhead(play.stage, 3320);
		const renewed = tokenIn(await request(page, "getToken"));
		expect(renewed).not.toBe(value);
		expect(await server.statusOf(renewed)).toBe(200);
	});

	it.each([
		["with another server's iss", "https://evil.example"],
		["without iss, which it promises", null],
	])("is not believed %s: state_mismatch, and no token is asked for", async (_, iss) => {
		const page = await added();
		server.tamper(({ searchParams }) => {
			if (iss === null) searchParams.delete("iss");
			else searchParams.set("iss", iss);
		});
		const asked = request(page, "getToken", { interactive: true });
		await press(await play.stage.consentWindow(), "Allow");
		await signInAs("grace");
		expect((await asked).error?.code).toBe("state_mismatch");
		expect(server.events).not.toContain("grant.success:authorization_code");
	});

	it("can be removed again, with its accounts; what else is there stays", async () => {
		const page = await added();
		const value = await shopToken(page);
		await control(play.stage, "removeEnvironment", { name: "local" });
		expect(await server.statusOf(value)).toBe(401);
		expect((await request(page, "getToken")).error?.code).toBe("environment_unknown");
		const { environments } = await control(play.stage, "settings", {});
		expect(environments).toHaveLength(5);
	});

	it("is not found where there is none, and the message says so", async () => {
		await added();
		const options = await play.stage.openOptions();
		const issuer = `${server.issuer}/nowhere`;
		expect(await tell(options, "discoverEnvironment", { name: "other", issuer })).toMatchObject({
			error: { code: "invalid_request" },
		});
	});
});
