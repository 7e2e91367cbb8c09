import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { Environment } from "../../src/contract/settings.ts";
import { discover } from "../../src/oauth/discover.ts";
import { errorOf, json, wireOf } from "./play.ts";

const METADATA = {
	issuer: "https://id.example",
	authorization_endpoint: "https://id.example/authorize",
	token_endpoint: "https://api.id.example/token",
	userinfo_endpoint: "https://api.id.example/userinfo",
};
const ISSUER = "https://id.example";
const missing = () => new Response("<h1>404</h1>", { status: 404 });
const find = (issuer: string, ...answers: Response[]) =>
	discover(wireOf(...answers).wire, { name: "mine", issuer });

describe("A server's description", () => {
	it.each([
		"http://id.example",
		"not an address",
		"https://a:b@id.example",
		"file:///etc",
		"https://id.example/#x",
	])("is not looked for at %s", async (issuer) => {
		const { wire, sent } = wireOf();
		const error = await errorOf(() => discover(wire, { name: "mine", issuer }));
		expect([error.code, error.message]).toEqual([
			"invalid_request",
			"The issuer must be an https: address, or http: on this machine.",
		]);
		expect(sent).toEqual([]);
	});

	it.each<readonly [string, object, string]>([
		["without an authorization endpoint", { authorization_endpoint: undefined }, '"authorization_endpoint"'],
		["without a token endpoint", { token_endpoint: undefined }, '"token_endpoint"'],
		["without user info", { userinfo_endpoint: undefined }, '"userinfo_endpoint"'],
		["with an insecure endpoint", { token_endpoint: "http://id.example/token" }, '"token_endpoint"'],
		[
			"with an insecure optional endpoint",
			{ revocation_endpoint: "http://id.example" },
			'"revocation_endpoint"',
		],
		[
			"with an endpoint on this very machine",
			{ token_endpoint: "http://localhost:8080/token" },
			'"token_endpoint"',
		],
		[
			"with an endpoint on this very machine, by TLS",
			{ authorization_endpoint: "https://127.0.0.1/authorize" },
			'"authorization_endpoint"',
		],
		[
			"with an optional endpoint on this very machine",
			{ device_authorization_endpoint: "http://[::1]:8080/device" },
			'"device_authorization_endpoint"',
		],
		["without S256", { code_challenge_methods_supported: ["plain"] }, '"code_challenge_methods_supported"'],
		["without the code flow", { response_types_supported: ["token"] }, '"response_types_supported"'],
		["of another issuer", { issuer: "https://evil.example" }, "no description"],
		["of an issuer that is no address", { issuer: "id" }, "no description"],
	])("is refused %s, and the message says so", async (_, change, words) => {
		const answer = () => json({ ...METADATA, ...change });
		const error = await errorOf(() => find(ISSUER, answer(), answer()));
		expect([error.code, error.message]).toEqual(["invalid_request", expect.stringContaining(words)]);
	});

	it("is nowhere", async () => {
		const error = await errorOf(() => find(ISSUER, missing(), missing()));
		expect([error.code, error.message]).toEqual([
			"invalid_request",
			expect.stringContaining("no description"),
		]);
	});

	it.each<readonly [string, Response[]]>([
		["5xx", [new Response(null, { status: 500 }), new Response(null, { status: 500 })]],
		["too many requests", [new Response(null, { status: 429 }), new Response(null, { status: 429 })]],
		["a redirect", [new Response(null, { status: 302 }), new Response(null, { status: 302 })]],
	])("is not to be had for now: %s", async (_, answers) => {
		expect((await errorOf(() => find(ISSUER, ...answers))).code).toBe("io_error");
	});

	it("is found where RFC 8414 puts it, first", async () => {
		const { wire, sent } = wireOf(json(METADATA));
		const environment = await discover(wire, { name: "mine", issuer: "https://id.example" });
		expect(sent.map(({ url }) => url)).toEqual(["https://id.example/.well-known/oauth-authorization-server"]);
		expect(environment).toEqual({
			name: "mine",
			dialect: "standard",
			...METADATA,
			scheme: "Bearer",
			userinfo: { uid: "sub", login: "preferred_username", name: "name", picture: "picture", email: "email" },
		});
		expect(v.is(Environment, environment)).toBe(true);
	});

	it.each<readonly [string, Response]>([
		["is not there", missing()],
		["redirects", new Response(null, { status: 302, headers: { location: "/login" } })],
		["knows no user info", json({ ...METADATA, userinfo_endpoint: undefined })],
	])("is found where OpenID Connect puts it, when the first place %s", async (_, first) => {
		const issuer = "https://id.example/realms/one";
		const { wire, sent } = wireOf(first.clone(), json({ ...METADATA, issuer }));
		const environment = await discover(wire, { name: "mine", issuer });
		expect(sent.map(({ url }) => url)).toEqual([
			"https://id.example/.well-known/oauth-authorization-server/realms/one",
			"https://id.example/realms/one/.well-known/openid-configuration",
		]);
		expect(environment.issuer).toBe(issuer);
	});

	it("brings what else a flow can use, and nothing that is not known", async () => {
		const more = {
			revocation_endpoint: "https://id.example/revoke",
			device_authorization_endpoint: "https://id.example/device",
			authorization_response_iss_parameter_supported: true,
		};
		const supported = {
			code_challenge_methods_supported: ["plain", "S256"],
			response_types_supported: ["code", "token"],
			jwks_uri: "https://id.example/jwks",
		};
		const environment = await find(ISSUER, json({ ...METADATA, ...more, ...supported }));
		expect(environment).toMatchObject(more);
		expect(Object.keys(environment).filter((name) => name in supported)).toEqual([]);
	});

	it("may name what it does not have with null", async () => {
		const environment = await find(ISSUER, json({ ...METADATA, revocation_endpoint: null }));
		expect(environment).not.toHaveProperty("revocation_endpoint");
	});

	it("may lie on this very machine, without TLS", async () => {
		const local = Object.fromEntries(
			Object.entries(METADATA).map(([name, url]) => [
				name,
				url.replace(/https:\/\/[a-z.]+/, "http://localhost:8080"),
			]),
		);
		expect((await find("http://localhost:8080", json(local))).token_endpoint).toBe(
			"http://localhost:8080/token",
		);
	});
});
