import { beforeEach, describe, expect, it } from "vitest";
import { ADA } from "../../sandbox/server/people.ts";
import { createWorld, NEWS, SHOP, type World } from "./world.ts";

/** What the ports of a site hear of its token. */

const uid = `production:${ADA.id}`;
const renewed = { site: SHOP.site, passport: 1, event: "tokenchanged", uid, reason: "renewed" };
let world: World;
let value: string;

beforeEach(async () => {
	world = await createWorld({ clientSecret: "app-one-secret" });
	const { result } = await world.ask(SHOP, "getToken", { interactive: true });
	value = String(result?.["value"]);
	world.told.length = 0;
});

describe("a site that holds a token hears", () => {
	it("nothing, while it is given again", async () => {
		await world.ask(SHOP, "getToken");
		expect(world.told).toEqual([]);
	});

	it("nothing of another site's", async () => {
		await world.ask(NEWS, "getToken", { interactive: true });
		expect(world.told.filter(({ site }) => site === SHOP.site)).toEqual([]);
	});

	it.each([
		["with its refresh token", () => undefined],
		["through the session, as the refresh token is dead", () => world.server.killToken(value)],
	])("of its renewal %s", async (_, before) => {
		before();
		world.pass(3500);
		expect((await world.ask(SHOP, "getToken")).result).toBeDefined();
		expect(world.told).toEqual([renewed]);
	});

	it("that one with more rights took its place", async () => {
		await world.ask(SHOP, "getToken", { scopes: ["login:info", "login:email"], interactive: true });
		expect(world.told).toEqual([renewed]);
	});

	it("that signing in anew has replaced it", async () => {
		await world.ask(SHOP, "signIn", { forceConfirm: true });
		expect(world.told.filter(({ event }) => event === "tokenchanged")).toEqual([renewed]);
	});
});
