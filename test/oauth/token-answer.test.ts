import { describe, expect, it } from "vitest";
import { refresh } from "../../src/oauth/refresh.ts";
import { CONFIDENTIAL, errorOf, json, NOW, TOKEN_ANSWER, wireOf, YANDEX } from "./play.ts";

const ask = { environment: YANDEX, client: CONFIDENTIAL, refreshToken: "marked-old" };
const grantOf = (answer: Response | (() => Response | Promise<Response>)) =>
	refresh(wireOf(answer).wire, ask);
const { expires_in: _, ...ENDLESS } = TOKEN_ANSWER;

describe("A token answer gives the right value", () => {
	it("as the seed shows it, with a lifetime beyond 32 bits", async () => {
		expect(await grantOf(json(TOKEN_ANSWER))).toEqual({
			accessToken: "marked-access-token",
			refreshToken: "marked-refresh-token",
			scopes: ["login:avatar", "login:email", "login:info"],
			issuedAt: NOW,
			expiresAt: NOW + 124234123534,
		});
	});

	it.each<readonly [string, object, object]>([
		["expires_in missing: no end", ENDLESS, { expiresAt: null }],
		["expires_in null: no end", { ...ENDLESS, expires_in: null }, { expiresAt: null }],
		["expires_in beyond all calendars: no end", { ...ENDLESS, expires_in: 1e300 }, { expiresAt: null }],
		["expires_in a string of digits", { ...ENDLESS, expires_in: "3600" }, { expiresAt: NOW + 3600 }],
		["expires_in a second", { ...ENDLESS, expires_in: 1 }, { expiresAt: NOW + 1 }],
		["expires_in with a fraction", { ...ENDLESS, expires_in: 59.9 }, { expiresAt: NOW + 59 }],
		["scope empty: no rights", { ...TOKEN_ANSWER, scope: "" }, { scopes: [] }],
		["scope in disorder and twice", { ...TOKEN_ANSWER, scope: " b a  b " }, { scopes: ["a", "b"] }],
		["token_type in other letters", { ...TOKEN_ANSWER, token_type: "Bearer" }, {}],
		["extra fields", { ...TOKEN_ANSWER, uid: 1, ["__proto__"]: 1, constructor: 1, id_token: "a.b.c" }, {}],
	])("%s", async (_, answer, expected) => {
		expect(await grantOf(json(answer))).toMatchObject({ accessToken: "marked-access-token", ...expected });
	});

	it("without scope: the server gave what was asked for", async () => {
		const { scope: _, ...answer } = TOKEN_ANSWER;
		expect(await grantOf(json(answer))).not.toHaveProperty("scopes");
	});

	it("without a refresh token", async () => {
		const { refresh_token: _, ...answer } = TOKEN_ANSWER;
		expect(await grantOf(json(answer))).not.toHaveProperty("refreshToken");
	});

	it("under a wrong content type, when it is JSON all the same", async () => {
		const answer = new Response(JSON.stringify(TOKEN_ANSWER), { headers: { "content-type": "text/html" } });
		expect(await grantOf(answer)).toMatchObject({ accessToken: "marked-access-token" });
	});
});

describe("A token answer is refused", () => {
	const html = { headers: { "content-type": "text/html" } };
	const redirected = Object.defineProperty(new Response(null), "status", { value: 0 });
	it.each<readonly [string, Response | (() => Response | Promise<Response>), string]>([
		["non-JSON", new Response("<h1>captcha</h1>", html), "io_error"],
		[
			"non-JSON under application/json",
			new Response("{", { headers: { "content-type": "application/json" } }),
			"io_error",
		],
		["nothing", new Response(null), "io_error"],
		["204", new Response(null, { status: 204 }), "io_error"],
		["an array", json([TOKEN_ANSWER]), "io_error"],
		["null", json(null), "io_error"],
		["200 with error", json({ ...TOKEN_ANSWER, error: "invalid_client" }), "credentials_invalid"],
		["201", json(TOKEN_ANSWER, 201), "unknown_error"],
		["400 with a token and no error", json(TOKEN_ANSWER, 400), "unknown_error"],
		["400 HTML", new Response("<h1>400</h1>", { status: 400, ...html }), "io_error"],
		["429", json({}, 429), "io_error"],
		["500 HTML", new Response("<h1>500</h1>", { status: 500, ...html }), "io_error"],
		["503 with an error", json({ error: "invalid_grant" }, 503), "io_error"],
		["a redirect, as browsers hide it", redirected, "io_error"],
		[
			"a redirect, as others show it",
			new Response(null, { status: 302, headers: { location: "https://evil.example" } }),
			"io_error",
		],
		["307", new Response(null, { status: 307 }), "io_error"],
		["over 64 KB", json({ ...TOKEN_ANSWER, extra: "x".repeat(65 * 1024) }), "io_error"],
		["a network fault", () => Promise.reject(new TypeError("Failed to fetch marked-old")), "io_error"],
		[
			"a broken body",
			() => new Response(new ReadableStream({ pull: (body) => body.error(new Error("marked-old")) })),
			"io_error",
		],
	])("%s", async (_, answer, code) => {
		expect((await errorOf(() => grantOf(answer))).code).toBe(code);
	});

	it.each<readonly [member: string, what: string, value: unknown]>([
		["token_type", "missing", undefined],
		["token_type", "mac", "mac"],
		["token_type", "dpop", "DPoP"],
		["token_type", "a number", 1],
		["expires_in", "0", 0],
		["expires_in", "negative", -1],
		["expires_in", "under a second", 0.5],
		["expires_in", "words", "12 months"],
		["expires_in", "a string with a sign", "-3600"],
		["expires_in", "an object", {}],
		["access_token", "missing", undefined],
		["access_token", "empty", ""],
		["access_token", "not ASCII", "токен"],
		["access_token", "with a line break", "a\r\nx-evil: 1"],
		["access_token", "too long", "a".repeat(4097)],
		["access_token", "a number", 1],
		["refresh_token", "empty", ""],
		["refresh_token", "an object", {}],
		["refresh_token", "too long", "a".repeat(4097)],
		["scope", "an array", ["a"]],
		["scope", "with quotes", 'a "b"'],
	])("%s %s, and the message names the member", async (member, _, value) => {
		const { code, message, environment } = await errorOf(() =>
			grantOf(json({ ...TOKEN_ANSWER, [member]: value })),
		);
		expect([code, environment]).toEqual(["unknown_error", "production"]);
		expect(message).toBe(`The server's answer cannot be used: see its "${member}".`);
	});

	it("expires_in infinite", async () => {
		const answer = new Response('{"token_type":"bearer","access_token":"a","expires_in":1e999}');
		expect((await errorOf(() => grantOf(answer))).message).toContain('"expires_in"');
	});
});
