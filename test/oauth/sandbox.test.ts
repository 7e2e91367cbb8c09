import { describe, expect, it } from "vitest";
import type { Client as App } from "../../sandbox/server/model.ts";
import { ADA } from "../../sandbox/server/people.ts";
import { createAuthorizationServer } from "../../sandbox/server/server.ts";
import type { Client } from "../../src/contract/settings.ts";
import { authorizationUrl } from "../../src/oauth/authorization-url.ts";
import { pollDeviceToken, requestDeviceCode } from "../../src/oauth/device-flow.ts";
import { discover } from "../../src/oauth/discover.ts";
import { exchangeCode } from "../../src/oauth/exchange-code.ts";
import { fetchPerson } from "../../src/oauth/fetch-person.ts";
import { createFlowSecrets } from "../../src/oauth/flow-secrets.ts";
import { judgeRedirect } from "../../src/oauth/redirect.ts";
import { refresh } from "../../src/oauth/refresh.ts";
import { revoke } from "../../src/oauth/revoke.ts";
import type { Grant, Wire } from "../../src/oauth/types.ts";
import { redirectUriOf } from "../../src/oauth/way-back.ts";
import { BASIC, CONFIDENTIAL, DEVICE, errorOf, NOW, PUBLIC, REDIRECT_URI, YANDEX } from "./play.ts";

/** The whole room against the server that speaks seed 002, with a person who presses Allow. */

const APP: App = {
	id: PUBLIC.clientId,
	name: "One",
	secret: CONFIDENTIAL.clientSecret ?? "",
	redirectUris: [REDIRECT_URI],
	scopes: ["login:info", "login:email", "login:avatar"],
};

function play(app: Partial<App> = {}) {
	let count = 0;
	const clock = { seconds: NOW };
	const now = () => clock.seconds;
	const random = (bytes: number) => {
		count += 1;
		return String(count).padStart(Math.ceil((bytes * 4) / 3), "x");
	};
	const server = createAuthorizationServer({ now, random, clients: [{ ...APP, ...app }] });
	const cookie = server.signIn(ADA.id);
	const wire: Wire = { now, fetch: (url, init) => server.handle(new Request(url, init)) };
	const press = (url: string, form: Record<string, string>) =>
		server.handle(new Request(url, { method: "POST", headers: { cookie }, body: new URLSearchParams(form) }));

	/** One flow from the first address to the grant; `granted` are the optional rights that are ticked. */
	async function flow(
		client: Client,
		{ decision = "allow", optional = [] as string[], granted = "", environment = YANDEX } = {},
	): Promise<Grant> {
		const { state, codeVerifier, codeChallenge } = await createFlowSecrets();
		const redirectUri = redirectUriOf(environment, client, REDIRECT_URI);
		const parties = { environment, client, redirectUri, state };
		const scopes = optional.length > 0 ? ["login:info"] : [];
		const url = authorizationUrl({
			...parties,
			scopes,
			optionalScopes: optional,
			codeChallenge,
			device: DEVICE,
		});
		const response = await press(url, { decision, granted });
		const redirect = judgeRedirect({ ...parties, answer: response.headers.get("location") ?? "" });
		return exchangeCode(wire, { ...parties, redirect, codeVerifier });
	}

	return { server, clock, wire, press, flow };
}

describe("Against the server of the seed", () => {
	it.each([
		["public", PUBLIC],
		["confidential, body", CONFIDENTIAL],
		["confidential, Basic", BASIC],
	])("a %s client gets a token of its device, and learns whose it is", async (_, client) => {
		const { server, wire, flow } = play();
		const grant = await flow(client);
		expect(server.tokens()).toMatchObject([{ accessToken: grant.accessToken, device: DEVICE }]);
		expect(grant).not.toHaveProperty("scopes");
		const { accessToken } = grant;
		expect(await fetchPerson(wire, { environment: YANDEX, accessToken })).toMatchObject({
			value: ADA.id,
			clientId: client.clientId,
			login: ADA.login,
			displayName: ADA.displayName,
			avatarUrl: expect.stringContaining(ADA.avatarId),
		});
	});

	it("an app with a fixed redirect gets its code from the verification page", async () => {
		const app = { kind: "API access", redirectUris: [], scopes: ["cloud_api:disk.read"] } as const;
		const { flow } = play(app);
		expect(await flow({ ...PUBLIC, wayBack: "verification_page" })).toHaveProperty("accessToken");
	});

	it("fewer rights than asked are said in scope", async () => {
		const { flow } = play();
		const grant = await flow(PUBLIC, { optional: ["login:email", "login:avatar"], granted: "login:email" });
		expect(grant.scopes).toEqual(["login:email", "login:info"]);
	});

	it("Deny is access_denied, in the server's words", async () => {
		const error = await errorOf(() => play().flow(PUBLIC, { decision: "deny" }));
		expect(error).toMatchObject({ code: "access_denied", oauth: { error: "access_denied" } });
	});

	it("a wrong secret is credentials_invalid", async () => {
		const error = await errorOf(() => play().flow({ ...PUBLIC, clientSecret: "wrong" }));
		expect(error.code).toBe("credentials_invalid");
	});

	it.each([CONFIDENTIAL, BASIC])("a refresh rotates, and the old refresh token is dead", async (client) => {
		const { wire, flow } = play();
		const { refreshToken = "" } = await flow(client);
		const ask = { environment: YANDEX, client, refreshToken };
		const renewed = await refresh(wire, ask);
		expect(renewed.refreshToken).not.toBe(refreshToken);
		expect((await errorOf(() => refresh(wire, ask))).code).toBe("account_not_authorized");
	});

	it("a public client cannot refresh", async () => {
		const { wire, flow } = play();
		const { refreshToken = "" } = await flow(PUBLIC);
		const ask = { environment: YANDEX, client: PUBLIC, refreshToken };
		expect((await errorOf(() => refresh(wire, ask))).code).toBe("credentials_invalid");
	});

	it.each([CONFIDENTIAL, BASIC])("a revoked token is nobody's", async (client) => {
		const { server, wire, flow } = play();
		const { accessToken } = await flow(client);
		expect(await revoke(wire, { environment: YANDEX, client, accessToken })).toBe("revoked");
		expect(server.tokens()).toEqual([]);
		const error = await errorOf(() => fetchPerson(wire, { environment: YANDEX, accessToken }));
		expect(error.code).toBe("account_not_authorized");
	});

	it("another device gets its token when the person has typed the code", async () => {
		const { server, clock, wire, press } = play();
		const parties = { environment: YANDEX, client: CONFIDENTIAL };
		const asked = await requestDeviceCode(wire, { ...parties, device: DEVICE, scopes: ["login:info"] });
		const { deviceCode, userCode, verificationUri } = asked;
		const pending = await errorOf(() => pollDeviceToken(wire, { ...parties, deviceCode }));
		const hasty = await errorOf(() => pollDeviceToken(wire, { ...parties, deviceCode }));
		expect([pending.oauth?.error, hasty.oauth?.error]).toEqual(["authorization_pending", "slow_down"]);
		await press(verificationUri, { user_code: userCode, decision: "allow" });
		clock.seconds += 60;
		const grant = await pollDeviceToken(wire, { ...parties, deviceCode });
		expect(server.tokens()).toMatchObject([{ accessToken: grant.accessToken, scopes: ["login:info"] }]);
	});

	it("a money right wants its payment first", async () => {
		const { flow } = play({ moneyScope: "login:email" });
		const { code, paymentAuth } = await errorOf(() => flow(PUBLIC));
		expect(code).toBe("payment_auth_required");
		expect(paymentAuth?.url).toBe(`https://oauth.yandex.ru/payment?context_id=${paymentAuth?.contextId}`);
	});

	it("found by its address it speaks as the RFCs say, once the name of its id is set", async () => {
		const { wire, flow } = play();
		const found = await discover(wire, { name: "sandbox", issuer: "http://localhost:8080" });
		expect(found).toMatchObject({ issuer: "http://localhost:8080", dialect: "standard" });
		const environment = { ...found, userinfo: { uid: "id" } };
		const { accessToken, refreshToken = "" } = await flow(CONFIDENTIAL, { environment });
		const unnamed = await errorOf(() => fetchPerson(wire, { environment: found, accessToken }));
		expect(unnamed.message).toContain('has no field "sub". Its fields: id, ');
		expect((await fetchPerson(wire, { environment, accessToken })).value).toBe(ADA.id);
		const renewed = await refresh(wire, { environment, client: CONFIDENTIAL, refreshToken });
		expect(renewed.refreshToken).not.toBe(refreshToken);
	});
});
