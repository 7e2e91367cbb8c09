import { beforeEach, describe, expect, it } from "vitest";
import { ADA } from "../../sandbox/server/people.ts";
import { createControl, handleControl } from "../../src/broker/control.ts";
import { createWorld, NEWS, SHOP, type World } from "./world.ts";

/** security.md 22: withdrawn is withdrawn at once, for what is under way too, and for ever. */

const uid = `production:${ADA.id}`;
const wish = { interactive: true };
let world: World;

beforeEach(async () => {
	world = await createWorld({ clientSecret: "app-one-secret" });
});

const reach = {
	isReachable: async () => true,
	connect: async () => undefined,
	connectEverywhere: async () => undefined,
	view: async () => ({}),
};
const control = (method: string, params: object) =>
	handleControl(createControl(world.rooms, reach), method, params);
const disconnect = () => control("disconnect", { site: SHOP.site });
const signOut = () => control("signOut", { uid });

/** Lets `task` happen while the server thinks about its answer. */
const meanwhile = (path: string, task: () => Promise<unknown>) =>
	world.server.play(path, async (_, answer) => {
		const response = await answer();
		await task();
		return response;
	});

/** What is left of the shop's tokens, here and at the server. */
const left = async () => ({
	here: (await world.effects.records.list("token")).filter(({ site }) => site === SHOP.site).length,
	there: world.server.tokens().filter(({ device }) => device?.name === "Browser · shop.example").length,
});

/** Revocations run behind the answer: they are over when a second round finds them done. */
const revoked = () => world.effects.exclusive("revocations", async () => undefined);

describe("while a silent renewal is under way", () => {
	beforeEach(async () => {
		expect((await world.ask(SHOP, "getToken", wish)).result).toBeDefined();
		world.clock.now += 3600;
	});

	it.each(["/token", "/info"])("at %s, Disconnect refuses it and leaves no token anywhere", async (path) => {
		meanwhile(path, disconnect);
		expect((await world.ask(SHOP, "getToken")).error?.code).toBe("consent_required");
		await revoked();
		expect(await left()).toEqual({ here: 0, there: 0 });
	});

	it.each(["/token", "/info"])("at %s, Sign out does not let the account come back", async (path) => {
		meanwhile(path, signOut);
		const { error } = await world.ask(SHOP, "getToken");
		expect(["consent_required", "account_not_found"]).toContain(error?.code);
		await revoked();
		expect(await left()).toEqual({ here: 0, there: 0 });
		expect(await world.effects.records.list("account")).toEqual([]);
	});

	it("another site's renewal goes on", async () => {
		await world.ask(NEWS, "getToken", wish);
		meanwhile("/token", disconnect);
		const [shop, news] = await Promise.all([world.ask(SHOP, "getToken"), world.ask(NEWS, "getToken")]);
		expect(shop.error?.code).toBe("consent_required");
		expect(news.result).toBeDefined();
	});
});

describe("while the person is at the server", () => {
	const more = { interactive: true, scopes: ["login:info", "login:email"] };

	beforeEach(async () => {
		expect((await world.ask(SHOP, "getToken", wish)).result).toBeDefined();
	});

	it("with more rights just allowed, Disconnect refuses them and what was there before", async () => {
		meanwhile("/token", disconnect);
		expect((await world.ask(SHOP, "getToken", more)).error?.code).toBe("consent_required");
		await revoked();
		expect(await left()).toEqual({ here: 0, there: 0 });
		expect((await world.ask(SHOP, "getAccounts")).result).toEqual({ accounts: [] });
		expect((await world.ask(SHOP, "getToken")).error?.code).toBe("consent_required");
	});

	it("with more rights just allowed, Sign out refuses them, and the account is gone", async () => {
		meanwhile("/token", signOut);
		expect((await world.ask(SHOP, "getToken", more)).error).toBeDefined();
		await revoked();
		expect(await left()).toEqual({ here: 0, there: 0 });
		expect(await world.effects.records.list("account")).toEqual([]);
		expect((await world.ask(SHOP, "getAccounts")).result).toEqual({ accounts: [] });
	});

	it("a withdrawal from another site or of another account changes nothing", async () => {
		meanwhile("/token", async () => {
			await control("disconnect", { site: NEWS.site });
			await control("disconnect", { site: SHOP.site, uid: "production:404" });
		});
		expect((await world.ask(SHOP, "getToken", more)).result).toBeDefined();
	});

	it("a site that gives its own account back is not given it again by what was under way", async () => {
		meanwhile("/token", () => world.ask(SHOP, "signOut"));
		expect((await world.ask(SHOP, "getToken", more)).error?.code).toBe("consent_required");
		expect((await world.ask(SHOP, "getAccounts")).result).toEqual({ accounts: [] });
	});
});

describe("afterwards", () => {
	it("an answer that waited to be repeated is forgotten too", async () => {
		await world.ask(SHOP, "getToken", wish, "request-1");
		await disconnect();
		world.person.consent = () => ({ allow: false });
		expect((await world.ask(SHOP, "getToken", wish, "request-1")).error?.code).toBe("consent_denied");
		expect(world.shown).toHaveLength(2);
	});

	it("no token of it is in the store or the session, and the server knows none", async () => {
		const { result } = await world.ask(SHOP, "getToken", wish, "request-1");
		await disconnect();
		await revoked();
		expect(world.dump()).not.toContain(String(result?.["value"]));
		expect(await left()).toEqual({ here: 0, there: 0 });
	});

	it("what could not be revoked for want of a network is revoked at the next start", async () => {
		await world.ask(SHOP, "getToken", wish);
		world.server.play("/revoke_token", "reset", { times: 9 });
		await disconnect();
		await revoked();
		expect((await left()).there).toBe(1);
	});
});
