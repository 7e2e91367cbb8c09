import { describe, expect, it } from "vitest";
import { parseRequest } from "../../src/contract/request.ts";
import { getToken, refusalOf, request } from "./ask.ts";

/** security.md 11–13: what a page may say, and what it hears when it says anything else. */

const challenge = "a".repeat(43);

describe("invalid_request, naming the field", () => {
	it.each([
		["nothing", undefined, "request"],
		["null", null, "request"],
		["a string", "getToken", "request"],
		["an array", [request("hello")], "request"],
		["no version", { method: "hello" }, "passport"],
		["another version", { passport: 2, method: "hello" }, "passport"],
		["a version that is a string", { passport: "1", method: "hello" }, "passport"],
		["no method", { passport: 1 }, "method"],
		["a method that is no string", request(["hello"]), "method"],
		["an empty id", request("hello", {}, { id: "" }), "id"],
		["an id of 65 characters", request("hello", {}, { id: "x".repeat(65) }), "id"],
		["an id that is no string", request("hello", {}, { id: 7 }), "id"],
		["an id beyond ASCII", request("hello", {}, { id: "é" }), "id"],
		["an id with a line break", request("hello", {}, { id: "a\nb" }), "id"],
		["params that are null", request("hello", null), "params"],
		["params that are an array", request("hello", []), "params"],
		["params that are a string", request("hello", "scopes"), "params"],
		["an origin in the message", request("hello", {}, { origin: "https://bank.example" }), "passport, id"],
		["a field that the method does not have", request("hello", { uid: "production:1" }), '"params"'],
		["a redirect URI of the page's own", getToken({ redirectUri: "https://evil.example" }), '"params"'],
		["a host", getToken({ authorizationEndpoint: "https://evil.example" }), '"params"'],
		["a state", getToken({ state: "mine" }), '"params"'],
		["a verifier", request("getCode", { codeVerifier: challenge }), '"params"'],
		["interactive as a string", getToken({ interactive: "true" }), "params.interactive"],
		["interactive as null", getToken({ interactive: null }), "params.interactive"],
		["scopes as one string", getToken({ scopes: "a b" }), "params.scopes"],
		["scopes as a map", getToken({ scopes: { 0: "a", length: 1 } }), "params.scopes"],
		["no scopes at all", getToken({ scopes: [] }), "params.scopes"],
		["101 scopes", getToken({ scopes: Array.from({ length: 101 }, (_, i) => `s${i}`) }), "params.scopes"],
		["101 optional scopes", getToken({ optionalScopes: Array(101).fill("a") }), "params.optionalScopes"],
		["a scope that is a number", getToken({ scopes: ["a", 7] }), "params.scopes"],
		["a uid without environment", getToken({ uid: "1130000000000001" }), "params.uid"],
		["a uid without value", getToken({ uid: "production:" }), "params.uid"],
		["a uid with a space", getToken({ uid: "production:1 2" }), "params.uid"],
		["a uid that is a number", getToken({ uid: 1130000000000001 }), "params.uid"],
		["an environment with a slash", getToken({ environment: "../x" }), "params.environment"],
		["an environment in capitals", getToken({ environment: "Production" }), "params.environment"],
		["an environment named __proto__", getToken({ environment: "__proto__" }), "params.environment"],
		["an empty client id", getToken({ clientId: "" }), "params.clientId"],
		["a client id that reads like a sentence", getToken({ clientId: "Press Allow" }), "params.clientId"],
		["a client id beyond ASCII", getToken({ clientId: "приложение" }), "params.clientId"],
		[
			"a payment address of the page's own",
			getToken({ paymentAuth: { contextId: "1", url: "x" } }),
			'"params.paymentAuth"',
		],
		["a payment without context", getToken({ paymentAuth: {} }), "params.paymentAuth"],
		["a short challenge", request("getCode", { codeChallenge: "a".repeat(42) }), "params.codeChallenge"],
		["a long challenge", request("getCode", { codeChallenge: "a".repeat(129) }), "params.codeChallenge"],
		[
			"a challenge with a plus",
			request("getCode", { codeChallenge: "+".repeat(43) }),
			"params.codeChallenge",
		],
		[
			"a plain challenge",
			request("getCode", { codeChallenge: challenge, codeChallengeMethod: "plain" }),
			"params.codeChallengeMethod",
		],
		[
			"a method for no challenge",
			request("getCode", { codeChallengeMethod: "S256" }),
			"params.codeChallenge",
		],
		["a drop of nothing", request("dropToken"), "params.value"],
		["a drop of a list", request("dropToken", { value: ["a"] }), "params.value"],
		["a drop with a line break", request("dropToken", { value: "a\nb" }), "params.value"],
		["a drop of 4,097 characters", request("dropToken", { value: "a".repeat(4097) }), "params.value"],
		["a long login hint", request("signIn", { loginHint: "a".repeat(255) }), "params.loginHint"],
		["an empty login hint", request("signIn", { loginHint: "" }), "params.loginHint"],
		["a context id with a space", getToken({ paymentAuth: { contextId: "a b" } }), "params.paymentAuth"],
		[
			"a login hint with a control character",
			request("signIn", { loginHint: "a\u0000b" }),
			"params.loginHint",
		],
		["a login hint with half a character", request("signIn", { loginHint: "a\ud800" }), "params.loginHint"],
	])("%s", (_, message, field) => {
		expect(refusalOf(message)).toMatchObject({ code: "invalid_request", retryable: false });
		expect(refusalOf(message)?.message).toContain(field);
	});
});

describe("a scope is one word of RFC 6749", () => {
	it.each([
		"",
		" ",
		"login:info login:email",
		"a\tb",
		"a\u0000",
		'"quoted"',
		"back\\slash",
		"é",
		"\ud800",
		"a".repeat(129),
	])("not %j", (scope) => {
		for (const field of ["scopes", "optionalScopes"]) {
			expect(refusalOf(getToken({ [field]: [scope] }))?.message).toContain(`params.${field}`);
		}
	});

	it("in any order, any number of times; its letter case counts", () => {
		expect(parseRequest(getToken({ scopes: ["b", "A", "a", "b"] })).params).toEqual({
			scopes: ["A", "a", "b"],
		});
	});
});

describe("a request", () => {
	it.each([
		["hello", {}],
		["query", { uid: "production:1", clientId: "a-b", scopes: ["a"] }],
		["getAccounts", { environment: "team_testing" }],
		["getCurrentAccount", {}],
		["signIn", { loginHint: "ада", forceConfirm: true, optionalScopes: [] }],
		["getToken", { paymentAuth: { contextId: "c-1" }, interactive: false }],
		["getCode", { codeChallenge: challenge, codeChallengeMethod: "S256" }],
		["dropToken", { value: "y0_token" }],
		["signOut", {}],
	])("%s is what it says", (method, params) => {
		expect(parseRequest(request(method, params, { id: "1" }))).toEqual({ id: "1", method, params });
	});

	it.each([
		["dropToken", { value: "a".repeat(4096) }],
		["signIn", { loginHint: "a".repeat(254) }],
		["getToken", { scopes: Array.from({ length: 100 }, (_, i) => `s${100 + i}`) }],
		["getToken", { optionalScopes: Array.from({ length: 100 }, (_, i) => `s${100 + i}`) }],
		["getToken", { scopes: ["a".repeat(128)] }],
		["getToken", { clientId: "a".repeat(256) }],
		["getToken", { uid: `a:${"1".repeat(255)}` }],
		["getCode", { codeChallenge: "a".repeat(128) }],
	])("%s may be as long as that", (method, params) => {
		expect(parseRequest(request(method, params))).toEqual({ method, params });
	});

	it("may leave its params out", () => {
		expect(parseRequest({ passport: 1, method: "hello" })).toEqual({ method: "hello", params: {} });
	});
});
