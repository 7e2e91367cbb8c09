import { beforeEach, describe, expect, it } from "vitest";
import { withdraw } from "../../src/broker/withdraw.ts";
import { createWorld, NEWS, SERVER_APP, SHOP, type World } from "./world.ts";

/** Payment authorization (seed 001, getToken with payment arguments). */

let world: World;
const wish = { scopes: ["money:all"], interactive: true };

beforeEach(async () => {
	world = await createWorld();
	const scopes = [...SERVER_APP.scopes, "money:all"];
	world.server.registerClient({ ...SERVER_APP, scopes, moneyScope: "money:all" });
});

async function refused(): Promise<{ contextId: string; url: string }> {
	const { error } = await world.ask(SHOP, "getToken", wish);
	expect(error).toMatchObject({ code: "payment_auth_required", retryable: false });
	return error?.paymentAuth ?? { contextId: "none", url: "" };
}

describe("a payment authorization", () => {
	it("that the server wants is told with its context and address, and nothing is kept", async () => {
		const { url } = await refused();
		expect(new URL(url).origin).toBe("https://oauth.yandex.ru");
		expect(await world.effects.records.list("token")).toEqual([]);
		expect((await world.ask(SHOP, "getAccounts")).result).toEqual({ accounts: [] });
	});

	it("that the person passes brings the token, at the server's address and no other", async () => {
		const { contextId, url } = await refused();
		const visited: string[] = [];
		const { visit } = world.effects.authorizer;
		world.effects.authorizer.visit = (address) => {
			visited.push(address);
			return visit(address);
		};
		const { result } = await world.ask(SHOP, "getToken", { ...wish, paymentAuth: { contextId } });
		expect(result).toMatchObject({ scopes: ["money:all"] });
		expect(visited).toEqual([url]);
	});

	it("is wanted by no token without the money scope", async () => {
		expect((await world.ask(SHOP, "getToken", { interactive: true })).result).toBeDefined();
	});

	it.each([
		["another site's context", NEWS, undefined, true, "invalid_request"],
		["a context that the server never gave", SHOP, "made-up", true, "invalid_request"],
		["the right one, where nothing may be shown", SHOP, undefined, false, "consent_required"],
	])("is not begun for %s", async (_, caller, other, interactive, code) => {
		const { contextId } = await refused();
		const params = { ...wish, interactive, paymentAuth: { contextId: other ?? contextId } };
		const before = world.server.requests.length;
		expect((await world.ask(caller, "getToken", params)).error?.code).toBe(code);
		expect(world.server.requests).toHaveLength(before);
	});

	it("is still known after the background's end, and forgotten with the browser's", async () => {
		const { contextId } = await refused();
		world.die();
		const again = { ...wish, paymentAuth: { contextId } };
		expect((await world.ask(SHOP, "getToken", again)).result).toBeDefined();
		world.restart();
		expect((await world.ask(SHOP, "getToken", again)).error?.code).toBe("invalid_request");
	});

	it("opens its page once, however often the page asks", async () => {
		const { contextId } = await refused();
		const again = { ...wish, paymentAuth: { contextId } };
		await Promise.all(Array.from({ length: 20 }, () => world.ask(SHOP, "getToken", again, "request-1")));
		await world.ask(SHOP, "getToken", again);
		expect(world.server.requestsTo("/payment", "POST")).toHaveLength(1);
	});

	it("is forgotten when the site signs out", async () => {
		const { contextId } = await refused();
		await withdraw(world.effects, SHOP.site, "withdrawn");
		const again = { ...wish, paymentAuth: { contextId } };
		expect((await world.ask(SHOP, "getToken", again)).error?.code).toBe("invalid_request");
	});
});
