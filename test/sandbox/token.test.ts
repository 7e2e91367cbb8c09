import { describe, expect, it } from "vitest";
import { APP, CHALLENGE, play, refusal, SECRET, type TokenBody, VERIFIER } from "./play.ts";

const S256 = { code_challenge: CHALLENGE, code_challenge_method: "S256" };
const PUBLIC = { grant_type: "authorization_code", client_id: APP.id };
const basic = (text: string) => ({ authorization: `Basic ${btoa(text)}` });

describe("Exchanging a confirmation code for a token › code", () => {
	it("works once: a second exchange is invalid_grant, Code has expired", async () => {
		const { code, exchange } = play();
		const value = await code();
		expect((await exchange(value)).status).toBe(200);
		expect(await (await exchange(value)).json()).toEqual({
			error: "invalid_grant",
			error_description: "Code has expired",
		});
	});

	it("two exchanges at once give one token", async () => {
		const { code, post } = play();
		const body = { ...PUBLIC, code: await code(S256), code_verifier: VERIFIER };
		const answers = await Promise.all([post("/token", body), post("/token", body)]);
		expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
	});

	it.each([
		[599, 200],
		[600, 400],
	])("lives for 10 minutes: after %i seconds the status is %i", async (seconds, status) => {
		const { clock, code, exchange } = play();
		const value = await code();
		clock.seconds += seconds;
		expect((await exchange(value)).status).toBe(status);
	});

	it("a refused secret does not use it up", async () => {
		const { code, exchange } = play();
		const value = await code();
		await exchange(value, { client_secret: "wrong" });
		expect((await exchange(value)).status).toBe(200);
	});
});

describe("Exchanging a confirmation code for a token › PKCE", () => {
	it.each([
		["another verifier", { code_verifier: VERIFIER.replace("d", "e") }],
		["no verifier", {}],
		["the challenge itself", { code_verifier: CHALLENGE }],
	])("%s is invalid_grant, with the secret too, and the code is gone", async (_, params) => {
		const { code, exchange } = play();
		const value = await code(S256);
		expect(await refusal(await exchange(value, params))).toEqual([400, "invalid_grant"]);
		expect(await refusal(await exchange(value, { code_verifier: VERIFIER }))).toEqual([400, "invalid_grant"]);
	});

	it.each([
		["S256", S256, VERIFIER],
		["plain", { code_challenge: VERIFIER, code_challenge_method: "plain" }, VERIFIER],
		["plain when no method is named", { code_challenge: VERIFIER }, VERIFIER],
	])("%s: the exchange needs no secret", async (_, params, code_verifier) => {
		const { code, post } = play();
		expect((await post("/token", { ...PUBLIC, code: await code(params), code_verifier })).status).toBe(200);
	});

	it("does not make a wrong secret right", async () => {
		const { code, exchange } = play();
		const params = { code_verifier: VERIFIER, client_secret: "wrong" };
		expect(await refusal(await exchange(await code(S256), params))).toEqual([400, "invalid_client"]);
	});
});

describe("Exchanging a confirmation code for a token › Authorization header", () => {
	it("id and secret may be sent there", async () => {
		const { code, post } = play();
		const body = { grant_type: "authorization_code", code: await code() };
		expect((await post("/token", body, basic("app-one:app-one-secret"))).status).toBe(200);
	});

	it("the body's client_id and client_secret are then ignored", async () => {
		const { code, post } = play();
		const body = {
			grant_type: "authorization_code",
			code: await code(),
			client_id: "nobody",
			client_secret: "wrong",
		};
		expect((await post("/token", body, basic("app-one:app-one-secret"))).status).toBe(200);
		const right = { ...PUBLIC, ...SECRET, code: await code() };
		expect(await refusal(await post("/token", right, basic("app-one:wrong")))).toEqual([
			400,
			"invalid_client",
		]);
	});
});

describe("Exchanging a confirmation code for a token › device_id, device_name", () => {
	it("of the token request count when the code request had none", async () => {
		const { server, code, exchange } = play();
		await exchange(await code(), { device_id: "device-at-token", device_name: "Late" });
		expect(server.tokens()[0]?.device).toEqual({ id: "device-at-token", name: "Late" });
	});

	it("of the token request are ignored when the code request had a device_id", async () => {
		const { server, code, exchange } = play();
		const value = await code({ device_id: "device-at-code" });
		await exchange(value, { device_id: "device-at-token", device_name: "Late" });
		expect(server.tokens()[0]?.device).toEqual({ id: "device-at-code", name: null });
	});

	it("without device_id the token belongs to no device, whatever its name", async () => {
		const { server, token } = play();
		await token({ device_name: "Nameless" });
		expect(server.tokens()[0]?.device).toBeNull();
	});
});

describe("Format of response with token", () => {
	it("token_type, access_token, expires_in, refresh_token, and no scope when all rights were granted", async () => {
		const response = await (async ({ code, exchange }) => exchange(await code()))(
			play({ tokenLifetime: 3600 }),
		);
		expect(response.headers.get("content-type")).toMatch(/^application\/json/);
		expect(response.headers.get("cache-control")).toBe("no-store");
		expect(await response.json()).toEqual({
			token_type: "bearer",
			access_token: expect.any(String),
			expires_in: 3600,
			refresh_token: expect.any(String),
		});
	});

	it("expires_in: absent for tokens with unlimited lifetime", async () => {
		expect(await play({ clients: [{ ...APP, tokenLifetime: null }] }).token()).not.toHaveProperty(
			"expires_in",
		);
	});

	it("expires_in: may exceed 32 bits, as in the documentation's sample", async () => {
		const body = await play({ clients: [{ ...APP, tokenLifetime: 124234123534 }] }).token();
		expect(body.expires_in).toBe(124234123534);
	});

	it("scope: only when fewer rights were granted than asked for", async () => {
		const { code, exchange } = play();
		const asked = { scope: "login:info", optional_scope: "login:email login:avatar" };
		const some = (await (await exchange(await code(asked, ["login:avatar"]))).json()) as TokenBody;
		expect(some.scope).toBe("login:info login:avatar");
		const all = (await (
			await exchange(await code(asked, ["login:avatar", "login:email"]))
		).json()) as TokenBody;
		expect(all).not.toHaveProperty("scope");
	});

	it("a right that was not asked for cannot be ticked", async () => {
		const { server, code, exchange } = play();
		await exchange(await code({ scope: "login:info" }, ["login:email"]));
		expect(server.tokens()[0]?.scopes).toEqual(["login:info"]);
	});
});
