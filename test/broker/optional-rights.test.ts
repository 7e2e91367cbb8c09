import { beforeEach, describe, expect, it } from "vitest";
import { ADA } from "../../sandbox/server/people.ts";
import type { PromptAnswer } from "../../src/contract/control.ts";
import { allow, createWorld, SHOP, type World } from "./world.ts";

/** A request that names no right is one for every right (seed 002, `scope`): what is left of an ask is never none. */

let world: World;

beforeEach(async () => {
	world = await createWorld({ scopes: [] });
});

const withNone = (view: Parameters<typeof allow>[0]) =>
	({ ...allow(view), optionalScopes: [] }) as PromptAnswer;
const asked = () => world.server.requestsTo("/authorize").map((request) => request.param("optional_scope"));
const wish = { optionalScopes: ["login:email"], interactive: true };

describe("optional rights alone", () => {
	it("of which the person allows none are a no, and no server is asked for everything instead", async () => {
		world.person.consent = withNone;
		expect((await world.ask(SHOP, "getToken", wish)).error?.code).toBe("consent_denied");
		expect(world.server.requests).toHaveLength(0);
		expect((await world.ask(SHOP, "getAccounts")).result).toEqual({ accounts: [] });
	});

	it("are not had by a site that was allowed something else", async () => {
		await world.ask(SHOP, "getToken", { scopes: ["login:info"], interactive: true });
		const before = world.server.requests.length;
		for (const method of ["getToken", "getCode"]) {
			const { error } = await world.ask(SHOP, method, { optionalScopes: ["login:email"] });
			expect(error?.code).toBe("consent_required");
		}
		expect((await world.ask(SHOP, "query")).result).toMatchObject({ state: "prompt" });
		expect(world.server.requests).toHaveLength(before);
	});

	it("are had when they were allowed, and nothing else is", async () => {
		const { result } = await world.ask(SHOP, "getToken", wish);
		expect(result).toMatchObject({ scopes: ["login:email"] });
		expect((await world.ask(SHOP, "getToken", { optionalScopes: ["login:email"] })).result).toEqual(result);
	});
});

describe("optional rights that the site has already", () => {
	it("stay in the token when the person is asked for another one, and leaves that out", async () => {
		await world.ask(SHOP, "getToken", wish);
		world.person.consent = withNone;
		const more = { optionalScopes: ["login:email", "login:avatar"], interactive: true };
		expect((await world.ask(SHOP, "getToken", more)).result).toMatchObject({ scopes: ["login:email"] });
		expect(world.shown.at(-1)?.held).toEqual({ [`production:${ADA.id}`]: ["login:email"] });
		expect(asked()).not.toContain("login:email login:avatar");
	});
});
