import { beforeEach, describe, expect, it } from "vitest";
import { ADA, BORIS } from "../../sandbox/server/people.ts";
import { allow, createWorld, NEWS, SHOP, type World } from "./world.ts";

let world: World;

beforeEach(async () => {
	world = await createWorld();
});

const adaUid = `production:${ADA.id}`;
const borisUid = `production:${BORIS.id}`;

async function allowed(params: object = {}): Promise<Record<string, unknown>> {
	const { result, error } = await world.ask(SHOP, "getToken", { interactive: true, ...params });
	if (!result) throw error;
	return result;
}

describe("getToken without consent", () => {
	it.each([
		["asks for consent", {}, "consent_required"],
		["asks for consent to a client it names", { clientId: "other" }, "client_not_allowed"],
		["knows no account it was not given", { uid: adaUid }, "account_not_found"],
		["knows no account that does not exist", { uid: "production:404" }, "account_not_found"],
		["knows no such environment", { environment: "moon" }, "environment_unknown"],
		["has no client there", { environment: "testing" }, "credentials_not_found"],
		["takes no uid of another environment", { uid: adaUid, environment: "testing" }, "invalid_request"],
	])("%s", async (_, params, code) => {
		expect((await world.ask(SHOP, "getToken", params)).error?.code).toBe(code);
		expect(world.shown).toHaveLength(0);
		expect(world.server.requests).toHaveLength(0);
	});

	it("says consent_denied when the person says no, and keeps nothing", async () => {
		world.person.consent = () => ({ allow: false });
		const { error } = await world.ask(SHOP, "getToken", { interactive: true });
		expect(error?.code).toBe("consent_denied");
		expect((await world.ask(SHOP, "getAccounts")).result).toEqual({ accounts: [] });
		expect(world.server.requests).toHaveLength(0);
	});

	it.each([
		["deny", "access_denied"],
		["close", "user_cancelled"],
	] as const)("keeps no consent when the server's window ends with %s", async (said, code) => {
		world.person.server = said;
		expect((await world.ask(SHOP, "getToken", { interactive: true })).error?.code).toBe(code);
		expect((await world.ask(SHOP, "getToken")).error?.code).toBe("consent_required");
	});
});

describe("getToken with consent", () => {
	it("gives the token that was allowed, and again from the store without asking any server", async () => {
		const token = await allowed();
		expect(token).toMatchObject({
			uid: adaUid,
			scheme: "OAuth",
			scopes: ["login:info"],
			clientId: "app-one",
		});
		const requests = world.server.requests.length;
		expect((await world.ask(SHOP, "getToken")).result).toEqual(token);
		expect(world.server.requests).toHaveLength(requests);
	});

	it("never answers {a} with a token that carries {a, b}", async () => {
		const wide = await allowed({ scopes: ["login:info", "login:email"] });
		const narrow = await allowed({ scopes: ["login:info"] });
		expect(narrow).toMatchObject({ scopes: ["login:info"] });
		expect(narrow["value"]).not.toBe(wide["value"]);
		expect(world.shown).toHaveLength(1);
	});

	it("asks the person only for what is new, and a no leaves the old consent as it was", async () => {
		await allowed();
		world.person.consent = (view) => {
			expect(view.held[adaUid]).toEqual(["login:info"]);
			return { allow: false };
		};
		const more = { scopes: ["login:info", "login:email"], interactive: true };
		expect((await world.ask(SHOP, "getToken", more)).error?.code).toBe("consent_denied");
		expect((await world.ask(SHOP, "getToken")).result).toBeDefined();
	});

	it("leaves out the optional rights the person left out, and does not ask for them again", async () => {
		world.person.consent = (view) => ({ ...allow(view), optionalScopes: [] }) as ReturnType<typeof allow>;
		const wish = { scopes: ["login:info"], optionalScopes: ["login:email"], interactive: true };
		expect((await world.ask(SHOP, "getToken", wish)).result).toMatchObject({ scopes: ["login:info"] });
		expect((await world.ask(SHOP, "getToken", wish)).result).toMatchObject({ scopes: ["login:info"] });
		expect(world.shown).toHaveLength(1);
	});

	it("gives two sites two tokens, made with two device ids", async () => {
		const shop = await allowed();
		const news = (await world.ask(NEWS, "getToken", { interactive: true })).result;
		expect(news?.["value"]).not.toBe(shop["value"]);
		const devices = world.server.tokens().map((token) => token.device);
		expect(new Set(devices.map((device) => device?.id)).size).toBe(2);
		expect(devices.map((device) => device?.name)).toEqual([
			"Browser · shop.example",
			"Browser · news.example",
		]);
	});

	it("does not give a site what another was allowed", async () => {
		await allowed();
		expect((await world.ask(NEWS, "getToken")).error?.code).toBe("consent_required");
		expect((await world.ask(NEWS, "getToken", { uid: adaUid })).error?.code).toBe("account_not_found");
	});
});

describe("renewal", () => {
	it("of a public client is a silent flow, before the token's end", async () => {
		const token = await allowed();
		world.clock.now += 3600 - 200;
		const renewed = (await world.ask(SHOP, "getToken")).result;
		expect(renewed?.["value"]).not.toBe(token["value"]);
		expect(world.server.requestsTo("/authorize")).toHaveLength(3);
	});

	it("happens once for a hundred callers", async () => {
		await allowed();
		world.clock.now += 3600;
		const before = world.server.requestsTo("/token").length;
		const answers = await Promise.all(Array.from({ length: 100 }, () => world.ask(SHOP, "getToken")));
		expect(new Set(answers.map(({ result }) => result?.["value"])).size).toBe(1);
		expect(world.server.requestsTo("/token")).toHaveLength(before + 1);
	});

	it("that needs the person says so, and marks the account", async () => {
		await allowed();
		world.clock.now += 3600;
		world.forgetSession();
		expect((await world.ask(SHOP, "getToken")).error?.code).toBe("account_not_authorized");
		expect((await world.ask(SHOP, "getAccounts")).result).toMatchObject({
			accounts: [{ isAuthorized: false }],
		});
		expect((await world.ask(SHOP, "query")).result).toEqual({ state: "prompt", missing: ["authorization"] });
	});

	it("that finds somebody else's session throws the foreign token away", async () => {
		await allowed();
		world.clock.now += 3600;
		world.person.server = BORIS.id;
		world.person.consent = (view) => ({ ...allow(view), uid: null }) as ReturnType<typeof allow>;
		await world.ask(NEWS, "signIn");
		expect((await world.ask(SHOP, "getToken")).error?.code).toBe("account_not_authorized");
		expect((await world.ask(SHOP, "getAccounts")).result).toMatchObject({ accounts: [{ uid: adaUid }] });
	});

	it("by the wrong person is account_mismatch, and leaves everything as it was", async () => {
		await allowed();
		world.clock.now += 3600;
		world.forgetSession();
		world.person.server = BORIS.id;
		const { error } = await world.ask(SHOP, "getToken", { interactive: true });
		expect(error).toMatchObject({ code: "account_mismatch", uid: adaUid });
		expect(JSON.stringify((await world.ask(SHOP, "getAccounts")).result)).not.toContain(borisUid);
	});

	it("does not trust a clock that went backwards", async () => {
		const token = await allowed();
		world.clock.now -= 3600;
		expect((await world.ask(SHOP, "getToken")).result?.["value"]).not.toBe(token["value"]);
	});
});

describe("renewal of a confidential client", () => {
	beforeEach(async () => {
		world = await createWorld({ clientSecret: "app-one-secret" });
	});

	it("is a refresh: no window, no /authorize, and the rotated refresh token is kept", async () => {
		await allowed();
		world.forgetSession();
		const flows = world.server.requestsTo("/authorize").length;
		for (const _ of [1, 2, 3]) {
			world.clock.now += 3400;
			expect((await world.ask(SHOP, "getToken")).result).toBeDefined();
		}
		expect(world.server.requestsTo("/authorize")).toHaveLength(flows);
	});

	it("keeps the token through a network fault", async () => {
		await allowed();
		world.clock.now += 3600 - 200;
		world.server.play("/token", "reset");
		expect((await world.ask(SHOP, "getToken")).error).toMatchObject({ code: "io_error", retryable: true });
		expect((await world.ask(SHOP, "getToken")).result).toBeDefined();
	});

	it("has the rotated refresh token safe when the owner cannot be confirmed just then", async () => {
		await allowed();
		world.forgetSession();
		world.clock.now += 3400;
		world.server.play("/info", "reset");
		expect((await world.ask(SHOP, "getToken")).error?.code).toBe("io_error");
		expect((await world.ask(SHOP, "getToken")).result).toBeDefined();
	});

	it("falls back to the silent flow when the refresh token is dead", async () => {
		await allowed();
		world.clock.now += 3400;
		world.server.playError("/token", "invalid_grant");
		expect((await world.ask(SHOP, "getToken")).result).toBeDefined();
	});
});

describe("dropToken", () => {
	it("makes the next getToken get another, once for a hundred drops", async () => {
		const { value } = await allowed();
		const before = world.server.requestsTo("/token").length;
		await Promise.all(Array.from({ length: 100 }, () => world.ask(SHOP, "dropToken", { value })));
		const fresh = (await world.ask(SHOP, "getToken")).result;
		await world.ask(SHOP, "dropToken", { value });
		expect((await world.ask(SHOP, "getToken")).result).toEqual(fresh);
		expect(fresh?.["value"]).not.toBe(value);
		expect(world.server.requestsTo("/token")).toHaveLength(before + 1);
	});

	it("does nothing to another site's token, nor for an unknown value", async () => {
		const { value } = await allowed();
		expect(await world.ask(NEWS, "dropToken", { value })).toEqual({ result: {} });
		expect(await world.ask(SHOP, "dropToken", { value: "unknown" })).toEqual({ result: {} });
		expect((await world.ask(SHOP, "getToken")).result?.["value"]).toBe(value);
	});
});
