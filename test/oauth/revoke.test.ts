import { describe, expect, it } from "vitest";
import { type RevokeAsk, revoke } from "../../src/oauth/revoke.ts";
import { BASIC, CONFIDENTIAL, errorOf, json, only, PUBLIC, STANDARD, wireOf, YANDEX } from "./play.ts";

const ASK: RevokeAsk = {
	environment: YANDEX,
	client: CONFIDENTIAL,
	accessToken: "access",
	refreshToken: "refresh",
};
const OTHER = { ...ASK, environment: STANDARD };
const { revocation_endpoint: _, ...WITHOUT } = YANDEX;

describe("Revoking at Yandex", () => {
	it.each<readonly [string, Partial<RevokeAsk>]>([
		["a public client", { client: PUBLIC }],
		["an environment without the endpoint", { environment: WITHOUT }],
		["a token that is not known any more", { accessToken: null }],
	])("is not possible for %s, and nothing is sent", async (_, ask) => {
		const { wire, sent } = wireOf();
		expect(await revoke(wire, { ...ASK, ...ask })).toBe("not_possible");
		expect(sent).toEqual([]);
	});

	it.each(["unsupported_token_type", "invalid_grant"])("is not possible when it says %s", async (error) => {
		expect(await revoke(wireOf(json({ error }, 400)).wire, ASK)).toBe("not_possible");
	});

	it.each<readonly [string, Response, string]>([
		["invalid_client", json({ error: "invalid_client" }, 401), "credentials_invalid"],
		["5xx", new Response(null, { status: 503 }), "io_error"],
		["HTML", new Response("<p>", { status: 400 }), "io_error"],
		["503 that names a final error", json({ error: "invalid_grant" }, 503), "io_error"],
		["503 that calls the token dead", json({ error: "invalid_token" }, 503), "io_error"],
		["400 without a reason", json({}, 400), "unknown_error"],
	])("fails with %s", async (_, answer, code) => {
		expect((await errorOf(() => revoke(wireOf(answer).wire, ASK))).code).toBe(code);
	});

	it("sends access_token, id and secret in the body", async () => {
		const { wire, sent } = wireOf(json({ status: "ok" }));
		expect(await revoke(wire, ASK)).toBe("revoked");
		expect(only(sent)).toMatchObject({
			url: "https://oauth.yandex.ru/revoke_token",
			method: "POST",
			form: { access_token: "access", client_id: "client-one", client_secret: CONFIDENTIAL.clientSecret },
		});
		expect(only(sent).form).not.toHaveProperty("token");
	});

	it("sends id and secret as Basic where that is set", async () => {
		const { wire, sent } = wireOf(json({ status: "ok" }));
		await revoke(wire, { ...ASK, client: BASIC });
		expect(only(sent).form).toEqual({ access_token: "access" });
		expect(only(sent).headers.get("authorization")).toMatch(/^Basic /);
	});
});

describe("Revoking at a standard server (RFC 7009)", () => {
	it("takes the refresh token first, then the access token, and needs no JSON", async () => {
		const { wire, sent } = wireOf(new Response(null), new Response("ok"));
		expect(await revoke(wire, OTHER)).toBe("revoked");
		expect(sent.map(({ form }) => form["token"])).toEqual(["refresh", "access"]);
	});

	it("is possible for a public client too", async () => {
		const { wire, sent } = wireOf(new Response(null));
		const { refreshToken: _, ...ask } = OTHER;
		expect(await revoke(wire, { ...ask, client: PUBLIC })).toBe("revoked");
		expect(only(sent).form).toEqual({ token: "access", client_id: "client-one" });
	});

	it("is not all done while one of the tokens lives on", async () => {
		const { wire, sent } = wireOf(json({ error: "unsupported_token_type" }, 400), new Response(null));
		expect(await revoke(wire, OTHER)).toBe("not_possible");
		expect(sent).toHaveLength(2);
	});

	it("is done when the token is dead already, as some servers say with invalid_token", async () => {
		const { wire } = wireOf(new Response(null), json({ error: "invalid_token" }, 400));
		expect(await revoke(wire, OTHER)).toBe("revoked");
	});

	it("is done when the server says so without a word (204)", async () => {
		const { wire } = wireOf(new Response(null), new Response(null, { status: 204 }));
		expect(await revoke(wire, OTHER)).toBe("revoked");
	});

	it("takes a refresh token alone, and nothing for nothing", async () => {
		const { refreshToken: _, ...nothing } = { ...OTHER, accessToken: null };
		expect(await revoke(wireOf(new Response(null)).wire, { ...OTHER, accessToken: null })).toBe("revoked");
		expect(await revoke(wireOf().wire, nothing)).toBe("not_possible");
	});
});
