import { beforeEach, describe, expect, it, vi } from "vitest";
import { ADA } from "../../sandbox/server/people.ts";
import { ACTIVITY_LIMIT, clearActivity, listActivity } from "../../src/broker/activity.ts";
import { createWorld, NEWS, SHOP, type World } from "./world.ts";

/** The list of what was given and refused: complete, bounded, and without anything secret in it. */

let world: World;

beforeEach(async () => {
	world = await createWorld({ clientSecret: "app-one-secret" });
});

/** Nobody waits for the list to be written: it is, when the answer's own moment is over. */
const written = () => new Promise((resolve) => setImmediate(resolve));

async function entries() {
	await written();
	return listActivity(world.effects);
}

const uid = `production:${ADA.id}`;

describe("the activity list", () => {
	it("says of each token when, to whom, for which account and rights", async () => {
		await world.ask(SHOP, "getToken", { interactive: true });
		expect(await entries()).toEqual([
			{
				at: world.clock.now,
				site: SHOP.site,
				method: "getToken",
				outcome: "given",
				uid,
				clientId: "app-one",
				scopes: ["login:info"],
			},
		]);
	});

	it("says of each refusal why", async () => {
		await world.ask(SHOP, "getToken", { uid: "production:404", scopes: ["a"] });
		await world.ask(NEWS, "getCode", { clientId: "other" });
		world.clock.now += 1;
		world.person.consent = () => ({ allow: false });
		await world.ask(SHOP, "signIn");
		expect(await entries()).toMatchObject([
			{ site: SHOP.site, method: "signIn", outcome: "refused", code: "consent_denied" },
			{ site: NEWS.site, method: "getCode", code: "client_not_allowed", clientId: "other" },
			{ site: SHOP.site, code: "account_not_found", uid: "production:404", scopes: ["a"] },
		]);
	});

	it("says of a code that it was given, and of what only reads nothing", async () => {
		await world.ask(SHOP, "getCode", { interactive: true });
		for (const method of ["hello", "query", "getAccounts", "getCurrentAccount", "signOut"]) {
			await world.ask(SHOP, method);
		}
		await world.ask(SHOP, "dropToken", { value: "marked-token" });
		expect(await entries()).toMatchObject([{ method: "getCode", outcome: "given", clientId: "app-one" }]);
	});

	it("never holds a token, a code, a refresh token or a secret", async () => {
		const given = await world.ask(SHOP, "getToken", { interactive: true });
		const code = await world.ask(SHOP, "getCode", { interactive: true });
		await world.ask(SHOP, "dropToken", { value: given.result?.["value"] });
		await world.ask(SHOP, "getToken");
		world.server.playError("/token", "invalid_grant", { times: 9 });
		world.clock.now += 3600;
		await world.ask(SHOP, "getToken");
		await written();
		const secrets = [
			...(await world.effects.records.list("token")).flatMap((token) => [
				token.accessToken,
				token.refreshToken,
			]),
			given.result?.["value"],
			code.result?.["value"],
			"app-one-secret",
		];
		const list = JSON.stringify(await world.effects.records.list("activity"));
		for (const secret of secrets.filter((one) => typeof one === "string")) expect(list).not.toContain(secret);
	});

	it("survives the background's end and the browser's, newest first", async () => {
		for (const site of [SHOP, NEWS]) {
			await world.ask(site, "getToken");
			await written();
			world.clock.now += 1;
			world.restart();
		}
		expect((await entries()).map(({ site }) => site)).toEqual([NEWS.site, SHOP.site]);
	});

	it("is empty when it was cleared", async () => {
		await world.ask(SHOP, "getToken");
		await written();
		await clearActivity(world.effects);
		expect(await entries()).toEqual([]);
	});

	it("does not keep an answer from a page when it cannot be written", async () => {
		const { write } = world.effects.records;
		world.effects.records.write = (key, record) =>
			key[0] === "activity" ? Promise.reject(new Error("disk full")) : write(key, record);
		expect((await world.ask(SHOP, "getToken", { interactive: true })).result).toBeDefined();
		expect(await entries()).toEqual([]);
	});
});

describe("the last 1,000", () => {
	const flood = async (times: number) => {
		for (let i = 0; i < times; i += 1) {
			// The same refusal is written down once a minute.
			world.clock.now += 61;
			await world.ask(SHOP, "getToken");
		}
		await written();
	};

	it("are listed, and not many more are kept", async () => {
		await flood(ACTIVITY_LIMIT + 120);
		expect(await entries()).toHaveLength(ACTIVITY_LIMIT);
		expect((await entries())[0]?.at).toBe(world.clock.now);
		expect((await world.effects.records.keys("activity")).length).toBeLessThan(ACTIVITY_LIMIT + 60);
	});

	it("are all that is kept by backgrounds that each live only shortly", async () => {
		await flood(ACTIVITY_LIMIT);
		for (let life = 0; life < 60; life += 1) {
			vi.resetModules();
			const { recordGiven } = await import("../../src/broker/activity.ts");
			world.clock.now += 1;
			await recordGiven(world.effects, { site: NEWS.site, method: "getToken", scopes: [] });
			await recordGiven(world.effects, { site: NEWS.site, method: "getToken", scopes: [] });
		}
		expect((await world.effects.records.keys("activity")).length).toBeLessThan(ACTIVITY_LIMIT + 60);
	});
});
