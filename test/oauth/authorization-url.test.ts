import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AuthorizationAsk, authorizationUrl } from "../../src/oauth/authorization-url.ts";
import { CHALLENGE, DEVICE, errorOf, PUBLIC, REDIRECT_URI, STANDARD, STATE, YANDEX } from "./play.ts";

const ASK: AuthorizationAsk = {
	environment: YANDEX,
	client: PUBLIC,
	redirectUri: REDIRECT_URI,
	scopes: ["login:info"],
	optionalScopes: ["login:avatar"],
	state: STATE,
	codeChallenge: CHALLENGE,
	device: DEVICE,
};

function parametersOf(ask: Partial<AuthorizationAsk> = {}): Record<string, string> {
	return Object.fromEntries(new URL(authorizationUrl({ ...ASK, ...ask })).searchParams);
}

type Refused = readonly [limit: string, ask: Partial<AuthorizationAsk>, code: string, parameter: string];

describe("Confirmation code request › limits, refused before anything is sent", () => {
	const device = (change: Partial<typeof DEVICE>) => ({ device: { ...DEVICE, ...change } });
	const rows: Refused[] = [
		["client_id: empty", { client: { ...PUBLIC, clientId: "" } }, "invalid_request", "client_id"],
		["device_id: 5 characters", device({ id: "12345" }), "unknown_error", "device_id"],
		["device_id: 51 characters", device({ id: "1".repeat(51) }), "unknown_error", "device_id"],
		["device_id: a tab (code 9)", device({ id: "123\t456" }), "unknown_error", "device_id"],
		["device_id: DEL (code 127)", device({ id: "123\u007f456" }), "unknown_error", "device_id"],
		["device_id: not ASCII", device({ id: "устройство" }), "unknown_error", "device_id"],
		["device_name: 101 characters", device({ name: "n".repeat(101) }), "unknown_error", "device_name"],
		["device_name: empty", device({ name: "" }), "unknown_error", "device_name"],
		["redirect_uri: not absolute", { redirectUri: "/back" }, "unknown_error", "redirect_uri"],
		["redirect_uri: with a fragment", { redirectUri: `${REDIRECT_URI}#x` }, "unknown_error", "redirect_uri"],
		["login_hint: empty", { loginHint: "" }, "invalid_request", "login_hint"],
		["login_hint: half a character", { loginHint: "ada\ud800" }, "invalid_request", "login_hint"],
		["scope: a quote", { scopes: ['login:"info"'] }, "invalid_request", "scope"],
		["scope: not ASCII", { scopes: ["логин"] }, "invalid_request", "scope"],
		["scope: an empty right", { scopes: ["a", ""] }, "invalid_request", "scope"],
		["optional_scope: a backslash", { optionalScopes: ["a\\b"] }, "invalid_request", "optional_scope"],
		["state: 1025 characters", { state: "s".repeat(1025) }, "unknown_error", "state"],
		["state: not ASCII", { state: "состояние".repeat(5) }, "unknown_error", "state"],
		["state: guessable", { state: "short" }, "unknown_error", "state"],
		["code_challenge: too short", { codeChallenge: "abc" }, "invalid_request", "code_challenge"],
	];

	it.each(rows)("%s", async (_, ask, code, parameter) => {
		const error = await errorOf(() => authorizationUrl({ ...ASK, ...ask }));
		expect(error).toMatchObject({ code, message: expect.stringContaining(`"${parameter}"`) });
	});

	it.each<readonly [string, Partial<AuthorizationAsk>]>([
		["device_id: 6 characters", device({ id: "123456" })],
		["device_id: 50 characters, codes 32 to 126", device({ id: ` ~${"1".repeat(48)}` })],
		["device_name: 1 character", device({ name: "n" })],
		["device_name: 100 characters", device({ name: "й".repeat(100) })],
		["state: 1024 characters", { state: "s".repeat(1024) }],
	])("takes %s", (_, ask) => {
		expect(() => authorizationUrl({ ...ASK, ...ask })).not.toThrow();
	});
});

describe("Confirmation code request › parameters of Yandex", () => {
	it.each<readonly [string, Partial<AuthorizationAsk>, string | undefined]>([
		["response_type", {}, "code"],
		["client_id", {}, "client-one"],
		["device_id", {}, DEVICE.id],
		["device_name", {}, DEVICE.name],
		["redirect_uri", {}, REDIRECT_URI],
		["login_hint", {}, undefined],
		["login_hint", { loginHint: "ada+x@example.com" }, "ada+x@example.com"],
		["scope", {}, "login:info"],
		["scope", { scopes: ["login:info", "login:email", "login:info"] }, "login:email login:info"],
		["scope", { scopes: [] }, undefined],
		["optional_scope", {}, "login:avatar"],
		["optional_scope", { optionalScopes: [] }, undefined],
		["optional_scope", { optionalScopes: ["login:info", "login:email"] }, "login:email"],
		["force_confirm", {}, undefined],
		["force_confirm", { forceConfirm: false }, undefined],
		["force_confirm", { forceConfirm: true }, "yes"],
		["state", {}, STATE],
		["code_challenge", {}, CHALLENGE],
		["code_challenge_method", {}, "S256"],
		["code_challenge_method", { codeChallenge: "a".repeat(43) }, "S256"],
		["prompt", { forceConfirm: true }, undefined],
	])("%s, for %j, is %j", (parameter, ask, expected) => {
		expect(parametersOf(ask)[parameter]).toBe(expected);
	});

	it("leaves both PKCE parameters out for a code that somebody else redeems without it", () => {
		const { codeChallenge: _, ...ask } = ASK;
		const url = new URL(authorizationUrl(ask));
		expect([...url.searchParams.keys()].filter((name) => name.startsWith("code_"))).toEqual([]);
	});

	it("names every parameter once, at the environment's own address and nowhere else", () => {
		const endpoint = "https://oauth.yandex.ru/authorize?lang=en&state=theirs";
		const url = new URL(
			authorizationUrl({ ...ASK, environment: { ...YANDEX, authorization_endpoint: endpoint } }),
		);
		expect(url.origin + url.pathname).toBe("https://oauth.yandex.ru/authorize");
		const names = [...url.searchParams.keys()];
		expect(names).toHaveLength(new Set(names).size);
		expect(url.searchParams.get("lang")).toBe("en");
		expect(url.searchParams.get("state")).toBe(STATE);
	});

	it("never carries the client's secret", () => {
		const client = { ...PUBLIC, clientSecret: "marked-secret" };
		expect(authorizationUrl({ ...ASK, client })).not.toContain("marked-secret");
	});

	it("brings every text to the server as it is", () => {
		const scope = fc.stringMatching(/^[\x21\x23-\x5b\x5d-\x7e]{1,20}$/);
		const ascii = fc.stringMatching(/^[\x20-\x7e]{22,60}$/);
		const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 });
		fc.assert(
			fc.property(fc.array(scope), ascii, text, (scopes, state, loginHint) => {
				const parameters = parametersOf({ scopes, optionalScopes: [], state, loginHint });
				expect(parameters["scope"]?.split(" ") ?? []).toEqual([...new Set(scopes)].sort());
				expect(parameters["state"]).toBe(state);
				expect(parameters["login_hint"]).toBe(loginHint);
			}),
		);
	});
});

describe("Authorization request of a standard server (RFC 6749 section 4.1.1)", () => {
	const standard = (ask: Partial<AuthorizationAsk> = {}) => parametersOf({ environment: STANDARD, ...ask });

	it("has one scope for required and optional rights, and no openid that nobody asked for", () => {
		expect(standard()).toMatchObject({ scope: "login:avatar login:info" });
		expect(standard()).not.toHaveProperty("optional_scope");
	});

	it("says nothing about the device", () => {
		expect(Object.keys(standard()).filter((name) => name.startsWith("device"))).toEqual([]);
	});

	it("asks for the agreement that offline_access needs, and for no page where none may be shown", () => {
		const offline = { scopes: ["offline_access", "openid"] };
		expect(standard(offline)).toMatchObject({ prompt: "consent" });
		expect(standard({ ...offline, forceConfirm: true })).toMatchObject({ prompt: "login consent" });
		expect(standard({ ...offline, silent: true })).toMatchObject({ prompt: "none" });
	});

	it("asks for the account and the agreement anew by prompt", () => {
		expect(standard({ forceConfirm: true })).toMatchObject({ prompt: "login consent" });
		expect(standard()).not.toHaveProperty("prompt");
		expect(standard({ forceConfirm: true })).not.toHaveProperty("force_confirm");
	});

	it("has no scope at all when none is asked", () => {
		expect(standard({ scopes: [], optionalScopes: [] })).not.toHaveProperty("scope");
	});
});
