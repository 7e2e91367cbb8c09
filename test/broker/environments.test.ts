import { beforeEach, describe, expect, it } from "vitest";
import { removeEnvironment, saveEnvironment } from "../../src/broker/environments.ts";
import { importSettings } from "../../src/broker/settings.ts";
import type { Environment } from "../../src/contract/settings.ts";
import { PRESETS } from "../../src/oauth/presets.ts";
import { createWorld, SHOP, type World } from "./world.ts";

let world: World;

beforeEach(async () => {
	world = await createWorld({ clientSecret: "app-one-secret" });
	await world.ask(SHOP, "getToken", { interactive: true });
});

const production = PRESETS.find(({ name }) => name === "production") as Environment;
const elsewhere: Environment = { ...production, token_endpoint: "https://elsewhere.example/token" };
const moved: Environment = { ...production, token_endpoint: "https://oauth.yandex.ru/token2" };

async function left() {
	const { records } = world.effects;
	return {
		accounts: (await records.list("account")).length,
		tokens: (await records.list("token")).length,
		revocations: (await records.list("revocation")).length,
		secret: (await records.read(["client", "production"]))?.clientSecret,
	};
}

describe("addresses that lead to another server", () => {
	const nothing = { accounts: 0, tokens: 0, revocations: 0, secret: undefined };

	it("sign everybody out of the old one, and forget the secret", async () => {
		await saveEnvironment(world.effects, elsewhere);
		expect(await left()).toEqual(nothing);
		expect(world.server.requestsTo("/revoke_token").length).toBeGreaterThan(0);
	});

	it("do so when they come from a settings file", async () => {
		const file = { tokenBrokerSettings: 1, environments: [elsewhere], clients: [], language: "auto" };
		await importSettings(world.effects, { file });
		expect(await left()).toEqual(nothing);
	});

	it("leave no revocation behind that would reach the new server", async () => {
		world.server.play("/revoke_token", "reset", { times: 9 });
		await saveEnvironment(world.effects, elsewhere);
		expect(await left()).toEqual(nothing);
	});

	it("do so when a preset is restored", async () => {
		await saveEnvironment(world.effects, {
			...production,
			userinfo_endpoint: "https://oauth.yandex.ru/info",
		});
		await world.ask(SHOP, "getToken", { interactive: true });
		await removeEnvironment(world.effects, { name: "production" });
		expect(await left()).toMatchObject({ accounts: 0, tokens: 0 });
	});
});

describe("addresses on the same hosts", () => {
	it("change nothing for those who are signed in", async () => {
		const before = await left();
		await saveEnvironment(world.effects, moved);
		expect(await left()).toEqual(before);
	});
});
