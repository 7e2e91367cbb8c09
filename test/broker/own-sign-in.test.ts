import { beforeEach, describe, expect, it } from "vitest";
import { ADA, BORIS } from "../../sandbox/server/people.ts";
import { hands } from "./hands.ts";
import { APP, allow, createWorld, SHOP, type World } from "./world.ts";

/** Sign-ins that the person begins in the popup and the options, and what is sent along to the server. */

let world: World;
const ada = `production:${ADA.id}`;
const production = { environment: "production" };

beforeEach(async () => {
	world = await createWorld({ clientSecret: "app-one-secret" });
});

const flows = () => world.server.requestsTo("/authorize", "GET").map(({ params }) => params);
const overview = () => hands(world)("overview", {});

describe("signing in with the popup", () => {
	it("adds the account; again as the same person updates it, and never doubles it", async () => {
		expect(await hands(world)("signIn", production)).toEqual({ uid: ada });
		expect(await hands(world)("signIn", production)).toEqual({ uid: ada });
		expect((await overview()).accounts).toMatchObject([{ uid: ada, displayName: ADA.displayName }]);
	});

	it("lets the person choose another account once one is there", async () => {
		await hands(world)("signIn", production);
		world.person.server = BORIS.id;
		await hands(world)("signIn", production);
		expect(flows().map((flow) => flow["force_confirm"])).toEqual([undefined, "yes"]);
		expect((await overview()).accounts).toHaveLength(2);
	});

	it("again as one account names it to the server, and takes no other", async () => {
		await hands(world)("signIn", production);
		world.forgetSession();
		world.person.server = BORIS.id;
		await expect(hands(world)("signIn", { ...production, uid: ada })).rejects.toMatchObject({
			code: "account_mismatch",
		});
		expect(flows().at(-1)).toMatchObject({ login_hint: ADA.login });
		expect((await overview()).accounts.map(({ uid }) => uid)).toEqual([ada]);
		expect(world.server.tokens().map(({ personId }) => personId)).toEqual([ADA.id]);
	});

	it("shows how it failed until that is dismissed; a closed window needs no words", async () => {
		world.person.server = "deny";
		await expect(hands(world)("signIn", production)).rejects.toMatchObject({ code: "access_denied" });
		expect((await overview()).flow).toMatchObject({ state: "failed", error: { code: "access_denied" } });
		await hands(world)("cancelFlow", {});
		expect((await overview()).flow).toBeNull();
		world.person.server = "close";
		await expect(hands(world)("signIn", production)).rejects.toMatchObject({ code: "user_cancelled" });
		expect((await overview()).flow).toBeNull();
	});

	it("names the redirect URI to register, unless the server's verification page is the way back", async () => {
		const { environments } = await hands(world)("settings", {});
		const [{ redirectUri } = {}] = environments.filter(({ name }) => name === "production");
		expect((await overview()).clients).toMatchObject([{ redirectUri }]);
		await hands(world)("saveClient", { ...APP, wayBack: "verification_page" });
		const [client] = (await overview()).clients;
		expect(client).toBeDefined();
		expect(client).not.toHaveProperty("redirectUri");
	});

	it("has a token of its own, which no site gets", async () => {
		await hands(world)("signIn", production);
		expect((await world.ask(SHOP, "getToken")).error?.code).toBe("consent_required");
		const { result } = await world.ask(SHOP, "getToken", { interactive: true });
		expect(world.server.tokens().map(({ device }) => device?.name)).toEqual([
			"Browser · extension",
			"Browser · shop.example",
		]);
		expect(world.server.tokens()[0]?.accessToken).not.toBe(result?.["value"]);
	});
});

describe("trying an app, and a token by hand", () => {
	it("tells the account, the rights and the end", async () => {
		expect(await hands(world)("tryClient", production)).toMatchObject({
			account: { uid: ada },
			scopes: ["login:info"],
			expiresAt: world.clock.now + 3600,
		});
	});

	it("tells the server's own words when it refuses", async () => {
		world.server.playError("/token", "invalid_client");
		expect(await hands(world)("tryClient", production)).toMatchObject({
			error: { code: "credentials_invalid", oauth: { error: "invalid_client" } },
		});
	});

	it("gives exactly the rights asked for, and names no other account's token", async () => {
		await hands(world)("signIn", production);
		const token = await hands(world)("developerToken", { uid: ada, scopes: ["login:email"] });
		expect(token).toMatchObject({ uid: ada, scopes: ["login:email"], scheme: "OAuth" });
	});
});

describe("what a page says of the sign-in goes to the server", () => {
	const another = () => {
		world.person.consent = (view) => ({ ...allow(view), uid: null }) as ReturnType<typeof allow>;
	};

	it("loginHint as it is", async () => {
		await world.ask(SHOP, "signIn", { loginHint: "ada" });
		expect(flows()).toMatchObject([{ login_hint: "ada" }]);
	});

	it("forceConfirm, also when everything was allowed before: the person is asked both times", async () => {
		await world.ask(SHOP, "signIn");
		await world.ask(SHOP, "signIn");
		expect(world.shown).toHaveLength(1);
		await world.ask(SHOP, "signIn", { forceConfirm: true });
		expect(world.shown).toHaveLength(2);
		expect(flows().at(-1)).toMatchObject({ force_confirm: "yes" });
	});

	it("that another account is wanted, when the person wants one", async () => {
		await world.ask(SHOP, "signIn");
		another();
		world.person.server = BORIS.id;
		await world.ask(SHOP, "signIn", { scopes: ["login:email"] });
		expect(flows().at(-1)).toMatchObject({ force_confirm: "yes" });
		expect((await world.ask(SHOP, "getAccounts")).result?.["accounts"]).toHaveLength(2);
	});
});
