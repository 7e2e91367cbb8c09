import { describe, expect, it } from "vitest";
import { ADA, BORIS } from "../../sandbox/server/people.ts";
import type { PromptAnswer } from "../../src/contract/control.ts";
import { toErrorObject } from "../../src/contract/errors.ts";
import { allow, createWorld, NEWS, SHOP, type World } from "./world.ts";

/** security.md 16, 17: all that a site without consent can ask, and that no answer depends on who is there. */

const UIDS = [
	undefined,
	`production:${ADA.id}`,
	`production:${BORIS.id}`,
	"production:404",
	"testing:1",
	"moon:1",
];
const CLIENTS = [undefined, "app-one", "other"];
const SCOPES = [undefined, ["login:info"], ["login:email", "login:info"]];
const ENVIRONMENTS = [undefined, "production", "testing", "moon"];

type Params = Record<string, unknown>;
const defined = (params: Params): Params =>
	Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined));

function* everything(): Generator<[string, Params]> {
	yield* ["hello", "getCurrentAccount", "signOut", "getAccounts"].map((method): [string, Params] => [
		method,
		{},
	]);
	for (const environment of ENVIRONMENTS) yield ["getAccounts", defined({ environment })];
	for (const value of ["anything", "y0_00000000000000000000000000000003"]) yield ["dropToken", { value }];
	for (const uid of UIDS) {
		yield ["signOut", defined({ uid })];
		for (const clientId of CLIENTS) {
			for (const scopes of SCOPES) {
				for (const environment of ENVIRONMENTS) {
					const params = defined({ uid, clientId, scopes, environment });
					for (const method of ["query", "getToken", "getCode"]) yield [method, params];
					// An account that a site may not know is asked for with no window, even when one is allowed.
					if (uid !== undefined) yield ["getToken", { ...params, interactive: true }];
				}
			}
		}
	}
	yield ["getToken", { optionalScopes: ["login:email"] }];
	yield ["getToken", { paymentAuth: { contextId: "c-1" } }];
	yield ["getCode", { codeChallenge: "a".repeat(43) }];
}

/** All that the news site hears, as one text. */
async function heardBy(world: World): Promise<string[]> {
	const lines: string[] = [];
	for (const [method, params] of everything()) {
		const { result, error } = await world.ask(NEWS, method, params);
		const heard = error ? toErrorObject(error) : result;
		lines.push(`${method} ${JSON.stringify(params)} → ${JSON.stringify(heard)}`);
	}
	return lines;
}

async function allowed(world: World, person: string, params: object = {}): Promise<void> {
	world.person.server = person;
	world.person.consent = (view) => ({ ...allow(view), uid: null }) as PromptAnswer;
	expect((await world.ask(SHOP, "getToken", { interactive: true, ...params })).result).toBeDefined();
}

const STATES: Record<string, (world: World) => Promise<void>> = {
	"with one account that is another site's": (world) => allowed(world, ADA.id),
	"with two accounts that are another site's": async (world) => {
		await allowed(world, ADA.id, { scopes: ["login:email", "login:info"] });
		await allowed(world, BORIS.id);
	},
	"with an account that must sign in again": async (world) => {
		await allowed(world, ADA.id);
		world.clock.now += 3600;
		world.forgetSession();
		expect((await world.ask(SHOP, "getToken")).error?.code).toBe("account_not_authorized");
	},
	"with another site's other client": (world) =>
		allowed(world, ADA.id, { clientId: "app-one", scopes: ["login:info"] }),
	"with an account that was here": async (world) => {
		await allowed(world, ADA.id);
		await world.ask(SHOP, "signOut");
	},
	"with another site that must wait": async (world) => {
		world.person.consent = () => ({ allow: false });
		for (const _ of [1, 2, 3]) await world.ask(SHOP, "getToken", { interactive: true });
	},
	"with this site refused once": async (world) => {
		await allowed(world, ADA.id);
		world.person.consent = () => ({ allow: false });
		await world.ask(NEWS, "getToken", { interactive: true });
	},
	"with a consent of this site that has ended": async (world) => {
		world.person.consent = (view) => ({ ...allow(view), duration: "hour" }) as PromptAnswer;
		await world.ask(NEWS, "getToken", { interactive: true });
		world.clock.now += 3600;
	},
	"with an account this site was allowed once": async (world) => {
		world.person.consent = (view) => ({ ...allow(view), duration: "once" }) as PromptAnswer;
		await world.ask(NEWS, "getToken", { interactive: true });
	},
};

describe("17. a site without consent hears the same", () => {
	it.each(Object.entries(STATES))("%s, as with none at all", async (_, bring) => {
		const empty = await heardBy(await createWorld());
		const world = await createWorld();
		await bring(world);
		const [shown, requests] = [world.shown.length, world.server.requests.length];
		expect(await heardBy(world)).toEqual(empty);
		expect(world.shown).toHaveLength(shown);
		expect(world.server.requests).toHaveLength(requests);
	});

	it("and its ports hear nothing of what others are given and lose", async () => {
		const world = await createWorld();
		await allowed(world, ADA.id);
		await world.ask(SHOP, "dropToken", { value: (await world.ask(SHOP, "getToken")).result?.["value"] });
		await world.ask(SHOP, "getToken");
		await world.ask(SHOP, "signOut");
		expect(new Set(world.told.map(({ event }) => event)).size).toBeGreaterThan(2);
		expect(world.told.filter(({ site }) => site !== SHOP.site)).toEqual([]);
	});

	it("and no word of it is a name", async () => {
		const world = await createWorld();
		await allowed(world, ADA.id);
		const heard = (await heardBy(world)).map((line) => line.split(" → ")[1]).join("\n");
		for (const name of [ADA.login, ADA.displayName, ...ADA.emails, ADA.avatarId, SHOP.site]) {
			expect(heard).not.toContain(name);
		}
	});
});

describe("16. a site with one account hears of another", () => {
	it("the same whether it is here, was here, or never was", async () => {
		const ask = async (world: World) => {
			world.person.consent = (view) => ({ ...allow(view), uid: null }) as PromptAnswer;
			world.person.server = ADA.id;
			await world.ask(NEWS, "getToken", { interactive: true });
			const uid = `production:${BORIS.id}`;
			const lines: string[] = [];
			for (const params of [{ uid }, { uid, scopes: ["login:email"] }, { uid, interactive: true }]) {
				for (const method of ["getToken", "getCode", "query"]) {
					const { interactive: _, ...silent } = params as Params;
					const { result, error } = await world.ask(NEWS, method, method === "query" ? silent : params);
					lines.push(JSON.stringify(error ? toErrorObject(error) : result));
				}
			}
			await world.ask(NEWS, "signOut", { uid });
			lines.push(JSON.stringify((await world.ask(NEWS, "getAccounts")).result));
			return lines;
		};
		const without = await ask(await createWorld());
		const world = await createWorld();
		await allowed(world, BORIS.id);
		expect(await ask(world)).toEqual(without);
		expect(without[0]).toContain("account_not_found");
		expect((await world.ask(SHOP, "getToken")).result).toBeDefined();
	});
});
