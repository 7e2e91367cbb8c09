import { describe, expect, it } from "vitest";
import { ADA } from "../../sandbox/server/people.ts";
import { recover } from "../../src/broker/broker.ts";
import { hands } from "./hands.ts";
import { createWorld, NEWS, SHOP, type World } from "./world.ts";

/** Sign out: nothing is left here, and the person is told what is left at the server. */

let world: World;
const uid = `production:${ADA.id}`;

async function signedIn(client: object = {}): Promise<void> {
	world = await createWorld(client);
	for (const caller of [SHOP, NEWS]) await world.ask(caller, "getToken", { interactive: true });
	await hands(world)("signIn", { environment: "production", uid });
}

const signOut = () => hands(world)("signOut", { uid });

async function left(): Promise<object> {
	const { records } = world.effects;
	const sites = await records.list("site");
	return {
		accounts: await records.list("account"),
		tokens: await records.list("token"),
		consents: sites.flatMap(({ consents }) => consents),
	};
}

const nothing = { accounts: [], tokens: [], consents: [] };

describe("what sign out says of the server", () => {
	it("all_revoked, with a client that can revoke", async () => {
		await signedIn({ clientSecret: "app-one-secret" });
		expect(world.server.tokens()).toHaveLength(3);
		expect(await signOut()).toEqual({ revocation: "all_revoked" });
		expect(world.server.tokens()).toHaveLength(0);
		expect(await left()).toEqual(nothing);
	});

	it("some_live_on, with the address where the person can end it, for a client without a secret", async () => {
		await signedIn();
		expect(await signOut()).toEqual({
			revocation: "some_live_on",
			address: "https://id.yandex.ru/personal/data-access",
		});
		expect(world.server.tokens()).toHaveLength(3);
		expect(await left()).toEqual(nothing);
	});

	it("some_live_on, when the server cannot be reached just then; it is told at the next start", async () => {
		await signedIn({ clientSecret: "app-one-secret" });
		const heal = world.server.play("/revoke_token", "reset", { times: 9 });
		expect(await signOut()).toMatchObject({ revocation: "some_live_on" });
		expect(await left()).toEqual(nothing);
		heal();
		world.restart();
		await recover(world.rooms);
		expect(world.server.tokens()).toHaveLength(0);
	});

	it("nothing_to_revoke, where no token is left", async () => {
		await signedIn({ clientSecret: "app-one-secret" });
		const { records } = world.effects;
		for (const key of await records.keys("token")) await records.remove(key);
		expect(await signOut()).toEqual({ revocation: "nothing_to_revoke" });
	});

	it("account_not_found, for an account that is not here", async () => {
		await signedIn();
		await signOut();
		await expect(signOut()).rejects.toMatchObject({ code: "account_not_found" });
	});
});

/** Begins to sign out, and dies instead of the change of the store with this number. */
async function dieBefore(change: number): Promise<void> {
	const { records } = world.effects;
	const { write, remove } = records;
	const died = Promise.withResolvers<void>();
	let count = 0;
	const mortal =
		<A extends unknown[]>(make: (...args: A) => Promise<void>) =>
		(...args: A) => {
			count += 1;
			if (count < change) return make(...args);
			died.resolve();
			return new Promise<void>(() => undefined);
		};
	Object.assign(records, { write: mortal(write), remove: mortal(remove) });
	void signOut();
	await died.promise;
	Object.assign(records, { write, remove });
	// The dead hold no locks.
	world.effects.exclusive = (_, task) => task();
	world.die();
}

describe("sign out that is interrupted", () => {
	it.each([2, 3, 4, 5, 6, 7, 8, 9, 10, 11])(
		"before change %i is finished at the next start, and no site sees the account meanwhile",
		async (change) => {
			await signedIn({ clientSecret: "app-one-secret" });
			await dieBefore(change);
			expect((await world.ask(SHOP, "getAccounts")).result).toEqual({ accounts: [] });
			await recover(world.rooms);
			expect(await left()).toEqual(nothing);
			expect(world.server.tokens()).toHaveLength(0);
		},
	);

	it("before anything was written has not begun", async () => {
		await signedIn();
		await dieBefore(1);
		await recover(world.rooms);
		expect((await world.ask(SHOP, "getToken")).result).toMatchObject({ uid });
	});
});
