import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { Address, Client, ClientInput, ClientView, Environment } from "../../src/contract/settings.ts";
import { CONFIDENTIAL, PUBLIC, STANDARD, YANDEX } from "../oauth/play.ts";

/** What a person types or imports is judged as strictly as what a page says. */

describe("an address of a server", () => {
	it.each([
		["https://id.example/token", true],
		["https://id.example/token?tenant=1", true],
		["http://localhost:8080/token", true],
		[`https://id.example/${"x".repeat(2048 - 19)}`, true],
		[`https://id.example/${"x".repeat(2049 - 19)}`, false],
		["http://id.example/token", false],
		["https://id.example/token#part", false],
		["https://user@id.example/", false],
		["https://:password@id.example/", false],
		["javascript:alert(1)", false],
		["//id.example/token", false],
		["id.example", false],
		["", false],
	])("%s: %s", (address, expected) => {
		expect(v.is(Address, address)).toBe(expected);
	});
});

describe("a server", () => {
	it.each([
		["an unknown member", { redirect_uri: "https://evil.example" }],
		["an insecure token endpoint", { token_endpoint: "http://id.example/token" }],
		["an insecure revocation endpoint", { revocation_endpoint: "http://id.example/revoke" }],
		["an insecure device endpoint", { device_authorization_endpoint: "http://id.example/device" }],
		["no authorization endpoint", { authorization_endpoint: undefined }],
		["another dialect", { dialect: "saml" }],
		["another scheme", { scheme: "Basic" }],
		["a name in capitals", { name: "Mine" }],
		["a name that means something to JavaScript", { name: "__proto__" }],
		["a name of 33 characters", { name: "a".repeat(33) }],
		["no name for the id", { userinfo: { login: "login" } }],
		["a field name with a space", { userinfo: { uid: "the id" } }],
	])("is refused with %s", (_, change) => {
		expect(v.is(Environment, { ...STANDARD, ...change })).toBe(false);
	});

	it.each([YANDEX, STANDARD, { ...STANDARD, name: "a".repeat(32) }])("is taken as it is: $name", (server) => {
		expect(v.parse(Environment, server)).toEqual(server);
	});
});

describe("an app", () => {
	it.each([
		["an unknown member", { redirectUris: [] }],
		["a client id with a space", { clientId: "press allow" }],
		["a secret beyond ASCII", { clientSecret: "тайна" }],
		["an empty secret", { clientSecret: "" }],
		["a secret of 513 characters", { clientSecret: "s".repeat(513) }],
		["an empty name", { name: "" }],
		["a name of 101 characters", { name: "n".repeat(101) }],
		["101 scopes", { scopes: Array(101).fill("a") }],
		["a scope of two words", { optionalScopes: ["a b"] }],
		["another authentication", { authentication: "jwt" }],
		["another way back", { wayBack: "fragment" }],
	])("is refused with %s", (_, change) => {
		expect(v.is(Client, { ...PUBLIC, ...change })).toBe(false);
		expect(v.is(ClientInput, { ...PUBLIC, ...change })).toBe(false);
	});

	it("has its scopes as a set", () => {
		const parsed = v.parse(Client, { ...CONFIDENTIAL, scopes: ["b", "a", "b"], optionalScopes: ["d", "c"] });
		expect(parsed).toEqual({ ...CONFIDENTIAL, scopes: ["a", "b"], optionalScopes: ["c", "d"] });
	});

	it("can be saved without its secret, or to remove it, but not stored with none", () => {
		expect(v.is(ClientInput, { ...PUBLIC, clientSecret: null })).toBe(true);
		expect(v.is(Client, { ...PUBLIC, clientSecret: null })).toBe(false);
	});

	it("never shows its secret to the options", () => {
		expect(v.is(ClientView, { ...PUBLIC, hasSecret: true })).toBe(true);
		expect(v.is(ClientView, { ...CONFIDENTIAL, hasSecret: true })).toBe(false);
	});
});
