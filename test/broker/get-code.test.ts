import { beforeEach, describe, expect, it } from "vitest";
import { ADA, BORIS } from "../../sandbox/server/people.ts";
import { allow, createWorld, SHOP, type World } from "./world.ts";

/** getCode (seed 000): like getToken, but with a code that stays the caller's. */

let world: World;
const codeChallenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

beforeEach(async () => {
	world = await createWorld();
});

const code = (params: object = {}, id?: string) => world.ask(SHOP, "getCode", params, id);

describe("getCode", () => {
	it.each([
		["without consent", "consent_required", {}],
		["of an account that is not shared", "account_not_found", { uid: `production:${ADA.id}` }],
		["with a client that was not allowed", "client_not_allowed", { clientId: "other" }],
	])("%s is %s", async (_, expected, params) => {
		expect((await code(params)).error?.code).toBe(expected);
		expect(world.server.requests).toHaveLength(0);
	});

	it("sends the caller's own challenge, and never asks for a token", async () => {
		const { result } = await code({ interactive: true, codeChallenge, codeChallengeMethod: "S256" });
		expect(result).toMatchObject({
			environment: "production",
			expiresIn: 600,
			redirectUri: "https://extension.example/production",
			clientId: "app-one",
		});
		expect(world.server.requestsTo("/authorize").map((one) => one.param("code_challenge"))).toEqual([
			codeChallenge,
			codeChallenge,
		]);
		expect(world.server.requestsTo("/token")).toHaveLength(0);
	});

	it("sends no challenge of the extension's own: nobody but it could redeem that code", async () => {
		await code({ interactive: true });
		expect(world.server.requestsTo("/authorize")[0]?.params).not.toHaveProperty("code_challenge");
	});

	it("is silent where the site was allowed the same rights, and account_not_authorized without a session", async () => {
		await world.ask(SHOP, "getToken", { interactive: true });
		expect((await code()).result).toHaveProperty("value");
		expect(world.shown).toHaveLength(1);
		world.forgetSession();
		expect((await code()).error?.code).toBe("account_not_authorized");
	});

	it("needs the person for an app whose redirect is the verification page", async () => {
		world = await createWorld({ wayBack: "verification_page" });
		world.server.registerClient({
			...{ id: "app-one", name: "App One", kind: "API access", redirectUris: [] },
			scopes: ["cloud_api:disk.read"],
		});
		await world.ask(SHOP, "getToken", { scopes: ["cloud_api:disk.read"], interactive: true });
		const { error } = await code({ scopes: ["cloud_api:disk.read"] });
		expect(error?.code).toBe("account_not_authorized");
	});

	it("leaves no code in the store or the session, whatever id the request has", async () => {
		world.server.play("/authorize", ({ query }) => {
			const location = `https://extension.example/production?code=marked-code&state=${query.get("state")}`;
			return new Response(null, { status: 302, headers: { location } });
		});
		const { result } = await code({ interactive: true }, "request-1");
		expect(result?.["value"]).toBe("marked-code");
		expect(world.dump()).not.toContain("marked-code");
	});

	it("with the same id later is another code: a code works once", async () => {
		await world.ask(SHOP, "getToken", { interactive: true });
		const first = await code({}, "request-1");
		expect((await code({}, "request-1")).result?.["value"]).not.toBe(first.result?.["value"]);
	});

	it("for whoever signs in tells nobody's uid and adds no account", async () => {
		world.person.server = BORIS.id;
		world.person.consent = (view) => ({ ...allow(view), uid: null }) as ReturnType<typeof allow>;
		const { result } = await code({ interactive: true });
		expect(result).not.toHaveProperty("uid");
		expect(await world.effects.records.list("account")).toEqual([]);
		expect((await world.ask(SHOP, "getAccounts")).result).toEqual({ accounts: [] });
	});
});
