import { beforeEach, describe, expect, it } from "vitest";
import { ADA } from "../../sandbox/server/people.ts";
import type { SettingsFile } from "../../src/contract/settings.ts";
import { hands } from "./hands.ts";
import { APP, createWorld, SHOP, type World } from "./world.ts";

/** What the options page saves, exports and takes in. */

let world: World;

beforeEach(async () => {
	world = await createWorld({ clientSecret: "app-one-secret" });
});

const secretNow = async () => (await world.effects.records.read(["client", "production"]))?.clientSecret;

describe("the secret of an app", () => {
	it.each([
		["stays when the form leaves it out", {}, "app-one-secret"],
		["is replaced by another", { clientSecret: "new-secret" }, "new-secret"],
		["goes when it is removed", { clientSecret: null }, undefined],
		["does not stay with another app's id", { clientId: "app-two" }, undefined],
	])("%s", async (_, change, expected) => {
		await hands(world)("saveClient", { ...APP, ...change });
		expect(await secretNow()).toBe(expected);
	});

	it("is never shown: only that there is one", async () => {
		const settings = await hands(world)("settings", {});
		expect(settings.clients).toMatchObject([{ clientId: "app-one", hasSecret: true }]);
		expect(JSON.stringify(settings)).not.toContain("app-one-secret");
	});

	it("is in an export only when the person asks for it", async () => {
		expect(JSON.stringify(await hands(world)("exportSettings", { secrets: false }))).not.toContain(
			'secret":',
		);
		expect(await hands(world)("exportSettings", { secrets: true })).toMatchObject({
			clients: [{ clientSecret: "app-one-secret" }],
		});
	});

	it("stays when a file without it is imported", async () => {
		const file = await hands(world)("exportSettings", { secrets: false });
		await hands(world)("importSettings", { file });
		expect(await secretNow()).toBe("app-one-secret");
	});
});

describe("a settings file", () => {
	it("never holds a token, nor what a person or a site is called", async () => {
		await world.ask(SHOP, "getToken", { interactive: true });
		const text = JSON.stringify(await hands(world)("exportSettings", { secrets: true }));
		for (const { accessToken, refreshToken } of world.server.tokens()) {
			expect(text).not.toContain(accessToken);
			expect(text).not.toContain(refreshToken);
		}
		expect(text).not.toContain(ADA.id);
		expect(text).not.toContain(SHOP.site);
	});

	it("makes another extension like this one", async () => {
		await hands(world)("setLanguage", { language: "ru" });
		const file = await hands(world)("exportSettings", { secrets: true });
		const other = await createWorld();
		await hands(other)("removeClient", { environment: "production" });
		await hands(other)("importSettings", { file });
		expect(await hands(other)("exportSettings", { secrets: true })).toEqual(file);
	});

	const good: SettingsFile = { tokenBrokerSettings: 1, environments: [], clients: [], language: "en" };

	it.each([
		["of another kind", { hello: 1 }],
		["of another version", { ...good, tokenBrokerSettings: 2 }],
		["with a field nobody knows", { ...good, tokens: [] }],
		["with an app whose scopes are a text", { ...good, clients: [{ ...APP, scopes: "login:info" }] }],
		["that is a text", "{}"],
		["that is nothing", null],
	])("%s is refused, and changes nothing", async (_, file) => {
		const before = world.dump();
		await expect(hands(world)("importSettings", { file })).rejects.toMatchObject({
			code: "invalid_request",
		});
		expect(world.dump()).toBe(before);
	});
});

describe("the servers", () => {
	it("are five from the start, each with a redirect address of its own", async () => {
		const { environments } = await hands(world)("settings", {});
		expect(environments.map(({ name }) => name)).toEqual([
			...["production", "testing", "team_production", "team_testing", "rc"],
		]);
		expect(new Set(environments.map(({ redirectUri }) => redirectUri)).size).toBe(5);
	});

	it("take no app for one that is not there", async () => {
		await expect(hands(world)("saveClient", { ...APP, environment: "moon" })).rejects.toMatchObject({
			code: "environment_unknown",
		});
	});
});

describe("an app with more tokens than the server keeps for one person", () => {
	it("is named with the numbers, from the twenty-first on", async () => {
		const sites = Array.from({ length: 21 }, (_, index) => `https://site-${index}.example`);
		for (const [index, site] of sites.entries()) {
			const { crowded } = await hands(world)("settings", {});
			expect(crowded).toEqual([]);
			await world.ask({ site, document: site, tabId: index }, "getToken", { interactive: true });
		}
		expect((await hands(world)("settings", {})).crowded).toEqual([
			{
				...{ environment: "production", clientId: "app-one", uid: `production:${ADA.id}` },
				...{ alive: 21, limit: 20 },
			},
		]);
	});
});
