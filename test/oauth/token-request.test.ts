import { describe, expect, it } from "vitest";
import type { Client, Environment } from "../../src/contract/settings.ts";
import { exchangeCode } from "../../src/oauth/exchange-code.ts";
import { refresh } from "../../src/oauth/refresh.ts";
import {
	BASIC,
	CONFIDENTIAL,
	errorOf,
	json,
	only,
	PUBLIC,
	REDIRECT_URI,
	redirectWith,
	type Sent,
	STANDARD,
	TOKEN_ANSWER,
	VERIFIER,
	wireOf,
	YANDEX,
} from "./play.ts";

async function exchanged(client: Client, environment: Environment = YANDEX): Promise<Sent> {
	const { wire, sent } = wireOf(json(TOKEN_ANSWER));
	const redirect = redirectWith("the+code");
	await exchangeCode(wire, {
		environment,
		client,
		redirectUri: REDIRECT_URI,
		redirect,
		codeVerifier: VERIFIER,
	});
	return only(sent);
}

async function refreshed(client: Client, environment: Environment = YANDEX): Promise<Sent> {
	const { wire, sent } = wireOf(json(TOKEN_ANSWER));
	await refresh(wire, { environment, client, refreshToken: "old" });
	return only(sent);
}

const CODE = { grant_type: "authorization_code", code: "the+code", code_verifier: VERIFIER };

describe("Exchanging a confirmation code for a token", () => {
	it("POST /token, Content-type: application/x-www-form-urlencoded", async () => {
		const { url, method, headers } = await exchanged(PUBLIC);
		expect([url, method]).toEqual(["https://oauth.yandex.ru/token", "POST"]);
		expect(headers.get("content-type")).toMatch(/^application\/x-www-form-urlencoded/);
		expect(headers.get("accept")).toBe("application/json");
	});

	it("grant_type, code, client_id: a public client, without redirect_uri and device", async () => {
		expect((await exchanged(PUBLIC)).form).toEqual({ ...CODE, client_id: "client-one" });
	});

	it("client_secret: in the body", async () => {
		const { form, headers } = await exchanged(CONFIDENTIAL);
		expect(form).toEqual({ ...CODE, client_id: "client-one", client_secret: CONFIDENTIAL.clientSecret });
		expect(headers.has("authorization")).toBe(false);
	});

	it("Authorization: Basic, of client_id:client_secret as they are, and neither in the body", async () => {
		const { form, headers } = await exchanged(BASIC);
		expect(form).toEqual(CODE);
		expect(headers.get("authorization")).toBe(`Basic ${btoa("client-one:marked-secret:with+signs")}`);
	});

	it("a standard server gets redirect_uri (RFC 6749 section 4.1.3)", async () => {
		const { url, form } = await exchanged(PUBLIC, STANDARD);
		expect(url).toBe(STANDARD.token_endpoint);
		expect(form).toEqual({ ...CODE, client_id: "client-one", redirect_uri: REDIRECT_URI });
	});

	it("a standard server gets Basic of form-encoded parts (RFC 6749 section 2.3.1)", async () => {
		const { headers } = await exchanged(BASIC, STANDARD);
		const [, encoded = ""] = (headers.get("authorization") ?? "").split(" ");
		expect(atob(encoded)).toBe("client%2Done:marked%2Dsecret%3Awith%2Bsigns");
	});

	it("sends no code twice, not even after a network fault", async () => {
		const { wire, sent } = wireOf(() => Promise.reject(new TypeError("Failed to fetch")));
		const redirect = redirectWith();
		const ask = {
			environment: YANDEX,
			client: PUBLIC,
			redirectUri: REDIRECT_URI,
			redirect,
			codeVerifier: VERIFIER,
		};
		expect((await errorOf(() => exchangeCode(wire, ask))).code).toBe("io_error");
		expect((await errorOf(() => exchangeCode(wire, ask))).code).toBe("code_invalid");
		expect(sent).toHaveLength(1);
	});

	it("works without TLS on this very machine", async () => {
		const token_endpoint = "http://127.0.0.1:8080/token";
		expect((await exchanged(PUBLIC, { ...YANDEX, token_endpoint })).url).toBe(token_endpoint);
	});
});

describe("Refreshing a token", () => {
	it("sends grant_type, refresh_token, id and secret, and nothing else", async () => {
		expect((await refreshed(CONFIDENTIAL)).form).toEqual({
			grant_type: "refresh_token",
			refresh_token: "old",
			client_id: "client-one",
			client_secret: CONFIDENTIAL.clientSecret,
		});
	});

	it("sends id and secret as Basic where that is set", async () => {
		const { form, headers } = await refreshed(BASIC, STANDARD);
		expect(form).toEqual({ grant_type: "refresh_token", refresh_token: "old" });
		expect(headers.get("authorization")).toMatch(/^Basic /);
	});
});
