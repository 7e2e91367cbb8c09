import { beforeEach, describe, expect, it } from "vitest";
import { ADA, BORIS } from "../../sandbox/server/people.ts";
import { saveClient } from "../../src/broker/settings.ts";
import { revoked } from "./hands.ts";
import { APP, allow, createWorld, SERVER_APP, SHOP, type World } from "./world.ts";

/** Answers that belong to another server, another person or another app: nothing of them is kept. */

let world: World;

beforeEach(async () => {
	world = await createWorld({ clientSecret: "app-one-secret" });
	const redirectUris = [...SERVER_APP.redirectUris, "https://extension.example/testing"];
	world.server.registerClient({ ...SERVER_APP, redirectUris });
	await saveClient(world.effects, { ...APP, environment: "testing" });
});

const wish = { interactive: true };

/** Changes the address that comes back from the server. */
function comesBack(change: (address: URL) => void): void {
	const { authorize } = world.effects.authorizer;
	world.effects.authorizer.authorize = async (ask) => {
		const address = new URL(await authorize(ask));
		change(address);
		return address.href;
	};
}

describe("a redirect", () => {
	it.each([
		[
			"to another environment's address",
			(address: URL) => {
				address.pathname = "/testing";
			},
		],
		["with another server's iss", (address: URL) => address.searchParams.set("iss", "https://evil.example")],
		["with another state", (address: URL) => address.searchParams.set("state", "foreign")],
		["without a state", (address: URL) => address.searchParams.delete("state")],
	])("%s is state_mismatch, and its code is never sent anywhere", async (_, change) => {
		comesBack(change);
		expect((await world.ask(SHOP, "getToken", wish)).error?.code).toBe("state_mismatch");
		expect(world.server.requestsTo("/token")).toHaveLength(0);
		expect((await world.ask(SHOP, "getAccounts")).result).toEqual({ accounts: [] });
	});
});

describe("two environments", () => {
	it("never share an account, a token or a consent, though the person is the same", async () => {
		const first = (await world.ask(SHOP, "getToken", wish)).result;
		expect((await world.ask(SHOP, "getToken", { environment: "testing" })).error?.code).toBe(
			"consent_required",
		);
		const second = (await world.ask(SHOP, "getToken", { ...wish, environment: "testing" })).result;
		expect(second).toMatchObject({ uid: `testing:${ADA.id}` });
		expect(second?.["value"]).not.toBe(first?.["value"]);
		expect(world.server.requestsTo("/token").map(({ host }) => host)).toEqual([
			"oauth.yandex.ru",
			"oauth-test.yandex.ru",
		]);
	});
});

describe("a token", () => {
	it("of another person is revoked, and nothing has changed", async () => {
		await world.ask(SHOP, "getToken", wish);
		const [token] = world.server.tokens();
		await world.ask(SHOP, "dropToken", { value: token?.accessToken ?? "" });
		world.server.killToken(token?.accessToken ?? "");
		world.forgetSession();
		world.person.server = BORIS.id;
		const uid = `production:${ADA.id}`;
		expect((await world.ask(SHOP, "getToken", { ...wish, uid })).error).toMatchObject({
			code: "account_mismatch",
			uid,
		});
		await revoked(world);
		expect(world.server.tokens()).toEqual([]);
		expect((await world.effects.records.list("account")).map((account) => account.uid)).toEqual([uid]);
		expect(world.dump()).not.toContain(BORIS.id);
	});

	it("that was issued to another app is thrown away", async () => {
		world.server.play("/info", () => Response.json({ id: ADA.id, login: "ada", client_id: "app-two" }));
		expect((await world.ask(SHOP, "getToken", wish)).error?.code).toBe("unknown_error");
		await revoked(world);
		expect(await world.effects.records.list("token")).toEqual([]);
		expect(await world.effects.records.list("account")).toEqual([]);
	});

	it("with more rights than were asked for is thrown away", async () => {
		world.server.play("/token", async (_, answer) => {
			const body = (await (await answer()).json()) as object;
			return Response.json({ ...body, scope: "login:info login:email" });
		});
		expect((await world.ask(SHOP, "getToken", wish)).error?.code).toBe("scope_invalid");
		await revoked(world);
		expect(await world.effects.records.list("token")).toEqual([]);
	});
});

describe("a person who chooses another account than before", () => {
	it("gets that one for this site, beside the first", async () => {
		await world.ask(SHOP, "signIn");
		world.person.server = BORIS.id;
		world.person.consent = (view) => ({ ...allow(view), uid: null }) as ReturnType<typeof allow>;
		const { result } = await world.ask(SHOP, "signIn", { forceConfirm: true });
		expect(result).toMatchObject({ account: { uid: `production:${BORIS.id}` } });
		expect((await world.ask(SHOP, "getAccounts")).result?.["accounts"]).toHaveLength(2);
	});
});
