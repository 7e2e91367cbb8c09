import { beforeEach, describe, expect, it } from "vitest";
import { ADA } from "../../sandbox/server/people.ts";
import { recover } from "../../src/broker/broker.ts";
import type { Duration } from "../../src/contract/control.ts";
import { allow, createWorld, NEWS, SHOP, type World } from "./world.ts";

/** Consents that end by themselves: the site hears of it when it happens, or when the background wakes next. */

let world: World;
const uid = `production:${ADA.id}`;

beforeEach(async () => {
	world = await createWorld({ clientSecret: "app-one-secret" });
});

async function allowFor(duration: Duration, caller = SHOP): Promise<void> {
	world.person.consent = (view) => ({ ...allow(view), duration }) as ReturnType<typeof allow>;
	expect((await world.ask(caller, "getToken", { interactive: true })).result).toBeDefined();
	world.told.length = 0;
}

const ended = (site: string) => [
	{ site, passport: 1, event: "accountremoved", uid, reason: "expired" },
	{ site, passport: 1, event: "disconnected", uid, reason: "expired" },
];

const revoked = () => world.server.whenRequested({ path: "/revoke_token" });

describe("a consent for one hour", () => {
	it("ends with the hour: its site is told, and its token revoked", async () => {
		await allowFor("hour");
		world.pass(3599);
		expect(world.told).toEqual([]);
		world.pass(1);
		await revoked();
		expect(world.told).toEqual(ended(SHOP.site));
		expect(world.server.tokens()).toHaveLength(0);
	});

	it("that ends while the background is dead ends with its next start", async () => {
		await allowFor("hour");
		world.die();
		world.pass(7200);
		expect(world.told).toEqual([]);
		await recover(world.rooms);
		expect(world.told).toEqual(ended(SHOP.site));
	});

	it("that has not ended at the next start ends when it should", async () => {
		await allowFor("hour");
		world.die();
		world.pass(600);
		await recover(world.rooms);
		expect(world.told).toEqual([]);
		world.pass(3000);
		await revoked();
		expect(world.told).toEqual(ended(SHOP.site));
	});

	it("takes nothing from another site, nor what was allowed anew", async () => {
		await allowFor("hour");
		await allowFor("always", NEWS);
		world.clock.now += 3600;
		await allowFor("always");
		await recover(world.rooms);
		expect(world.told).toEqual([]);
		for (const caller of [SHOP, NEWS]) {
			expect((await world.ask(caller, "getToken")).result).toMatchObject({ uid });
		}
	});
});

describe("a consent until the browser closes", () => {
	it("has ended when the browser starts again", async () => {
		await allowFor("session");
		world.restart();
		await recover(world.rooms);
		expect(world.told).toEqual(ended(SHOP.site));
		expect(await world.effects.records.list("token")).toEqual([]);
	});

	it("has not ended when only the background starts again", async () => {
		await allowFor("session");
		world.die();
		await recover(world.rooms);
		expect(world.told).toEqual([]);
		expect((await world.ask(SHOP, "getToken")).result).toMatchObject({ uid });
	});
});
