import { beforeEach, describe, expect, it } from "vitest";
import { ADA, BORIS } from "../../sandbox/server/people.ts";
import { createControl, handleControl } from "../../src/broker/control.ts";
import { allow, createWorld, NEWS, SHOP, type World } from "./world.ts";

let world: World;

beforeEach(async () => {
	world = await createWorld();
});

const wish = { interactive: true };

describe("many requests, one window", () => {
	it("a hundred equal requests open one window and hear one answer", async () => {
		const answers = await Promise.all(Array.from({ length: 100 }, () => world.ask(SHOP, "getToken", wish)));
		expect(world.shown).toHaveLength(1);
		expect(new Set(answers.map(({ result }) => result?.["value"])).size).toBe(1);
	});

	it("a different one meanwhile is request_pending, and another site is not disturbed", async () => {
		const first = world.ask(SHOP, "getToken", wish);
		const second = world.ask(SHOP, "getToken", { ...wish, scopes: ["login:email"] });
		const elsewhere = world.ask(NEWS, "getToken", wish);
		expect((await second).error?.code).toBe("request_pending");
		expect((await first).result).toBeDefined();
		expect((await elsewhere).result).toBeDefined();
	});

	it("the same id from the same document asks once, and hears the first answer again", async () => {
		world.person.consent = () => ({ allow: false });
		const first = await world.ask(SHOP, "getToken", wish, "request-1");
		world.die();
		const again = await world.ask(SHOP, "getToken", wish, "request-1");
		expect(again.error?.code).toBe(first.error?.code);
		expect(world.shown).toHaveLength(1);
	});

	it("the same id from another document is another request", async () => {
		world.person.consent = () => ({ allow: false });
		await world.ask(SHOP, "getToken", wish, "request-1");
		await world.ask({ ...SHOP, document: "shop-2" }, "getToken", wish, "request-1");
		expect(world.shown).toHaveLength(2);
	});
});

describe("a site that is refused again and again", () => {
	async function refuse(times: number): Promise<void> {
		world.person.consent = () => ({ allow: false });
		for (let i = 0; i < times; i += 1) await world.ask(SHOP, "getToken", wish);
	}

	it("must wait after the third time within half a minute; others need not", async () => {
		await refuse(3);
		const { error } = await world.ask(SHOP, "getToken", wish);
		expect(error).toMatchObject({ code: "too_many_requests", retryable: true, retryAfter: 60 });
		expect((await world.ask(SHOP, "query")).result).toMatchObject({ state: "denied" });
		world.person.consent = allow;
		expect((await world.ask(NEWS, "getToken", wish)).result).toBeDefined();
	});

	it("may ask again after a minute", async () => {
		await refuse(3);
		world.clock.now += 61;
		world.person.consent = allow;
		expect((await world.ask(SHOP, "getToken", wish)).result).toBeDefined();
	});

	it("is not paused by refusals that lie far apart", async () => {
		for (const _ of [1, 2, 3, 4]) {
			await refuse(1);
			world.clock.now += 31;
		}
		expect((await world.ask(SHOP, "getToken", wish)).error?.code).toBe("consent_denied");
	});

	it("counts a closed window too", async () => {
		world.person.consent = () => "close";
		expect((await world.ask(SHOP, "getToken", wish)).error?.code).toBe("user_cancelled");
		await world.ask(SHOP, "getToken", wish);
		await world.ask(SHOP, "getToken", wish);
		expect((await world.ask(SHOP, "getToken", wish)).error?.code).toBe("too_many_requests");
	});
});

describe("how long a consent holds", () => {
	async function allowFor(duration: "once" | "hour" | "session" | "always"): Promise<void> {
		world.person.consent = (view) => ({ ...allow(view), duration }) as ReturnType<typeof allow>;
		expect((await world.ask(SHOP, "getToken", wish)).result).toBeDefined();
	}
	const standing = async () => (await world.ask(SHOP, "query")).result?.["state"];

	it("once: for the request that asked", async () => {
		await allowFor("once");
		expect(await standing()).toBe("prompt");
		expect((await world.ask(SHOP, "getAccounts")).result).toEqual({ accounts: [] });
	});

	it("one hour, and a clock set back does not prolong it", async () => {
		await allowFor("hour");
		world.clock.now += 3500;
		expect(await standing()).toBe("granted");
		world.clock.now += 200;
		expect(await standing()).toBe("prompt");
		world.clock.now -= 86_400;
		expect(await standing()).toBe("prompt");
	});

	it("until the browser closes", async () => {
		await allowFor("session");
		world.clock.now += 86_400;
		world.die();
		expect(await standing()).toBe("granted");
		world.restart();
		expect(await standing()).toBe("prompt");
	});

	it("until withdrawn: a restart changes nothing, Disconnect does at once", async () => {
		await allowFor("always");
		world.restart();
		expect(await standing()).toBe("granted");
		const control = createControl(world.rooms, reach);
		await handleControl(control, "disconnect", { site: SHOP.site });
		expect(await standing()).toBe("prompt");
		expect(world.told.map(({ event }) => event)).toEqual(["accountadded", "accountremoved", "disconnected"]);
	});
});

const reach = {
	isReachable: async () => true,
	connect: async () => undefined,
	connectEverywhere: async () => undefined,
	view: async () => ({}),
};

describe("several accounts", () => {
	it("stand side by side, and the person chooses which one a site gets", async () => {
		await world.ask(SHOP, "signIn");
		world.person.server = BORIS.id;
		world.person.consent = (view) => ({ ...allow(view), uid: null }) as ReturnType<typeof allow>;
		await world.ask(NEWS, "signIn");
		world.person.consent = (view) => {
			expect(view.accounts.map(({ uid }) => uid).sort()).toEqual([
				`production:${ADA.id}`,
				`production:${BORIS.id}`,
			]);
			return { ...allow(view), uid: `production:${BORIS.id}` } as ReturnType<typeof allow>;
		};
		const third = { ...SHOP, site: "https://third.example" };
		expect((await world.ask(third, "signIn")).result).toMatchObject({
			account: { uid: `production:${BORIS.id}` },
		});
	});
});
