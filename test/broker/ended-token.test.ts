import { beforeEach, describe, expect, it } from "vitest";
import { ADA } from "../../sandbox/server/people.ts";
import { revoked } from "./hands.ts";
import { createWorld, SHOP, type World } from "./world.ts";

/** What a site held stays known when it is used up: what was asked, what was granted, and that it used to work. */

const uid = `production:${ADA.id}`;
let world: World;

const silently = async () => {
	const { result, error } = await world.ask(SHOP, "getToken");
	return error?.code ?? result;
};
const standing = async () => [
	(await world.ask(SHOP, "query")).result,
	(await world.ask(SHOP, "getCurrentAccount")).result,
];
const mustSignIn = [
	{ state: "prompt", missing: ["authorization"] },
	{ account: expect.objectContaining({ uid, isAuthorized: false }) },
];

describe("a refresh token that is dead", () => {
	let value: string;

	beforeEach(async () => {
		world = await createWorld({ clientSecret: "app-one-secret" });
		value = String((await world.ask(SHOP, "getToken", { interactive: true })).result?.["value"]);
		world.server.killToken(value);
		world.pass(3500);
		world.server.play("/authorize", Response.redirect("https://extension.example/production?code=c&state=s"));
		expect(await silently()).toBe("state_mismatch");
	});

	it("says that the person must sign in, though the session failed only at the second try", async () => {
		world.forgetSession();
		expect(await silently()).toBe("account_not_authorized");
		expect(await standing()).toEqual(mustSignIn);
	});

	it("is not tried again", async () => {
		expect(await silently()).toBeTypeOf("object");
		const refreshes = world.server.requestsTo("/token").filter((one) => one.param("refresh_token") !== null);
		expect(refreshes).toHaveLength(1);
	});

	it("does not come back when the site was signed out meanwhile", async () => {
		world.server.play("/authorize", async (_, answer) => {
			await world.ask(SHOP, "signOut");
			return answer();
		});
		expect(await silently()).toBe("consent_required");
		await revoked(world);
		expect(await world.effects.records.list("token")).toEqual([]);
		expect(world.server.tokens()).toEqual([]);
	});
});

describe("a dropped token without a refresh token", () => {
	let value: string;

	beforeEach(async () => {
		world = await createWorld();
		world.server.play("/token", async (_, answer) => {
			const { refresh_token: _refresh, ...rest } = await (await answer()).json();
			return Response.json(rest);
		});
		value = String((await world.ask(SHOP, "getToken", { interactive: true })).result?.["value"]);
		await world.ask(SHOP, "dropToken", { value });
	});

	it("is not given again", async () => {
		expect(await silently()).toMatchObject({ value: expect.not.stringMatching(value) });
	});

	it("says that the person must sign in when the session is gone", async () => {
		world.forgetSession();
		expect(await silently()).toBe("account_not_authorized");
		expect(await standing()).toEqual(mustSignIn);
	});
});
