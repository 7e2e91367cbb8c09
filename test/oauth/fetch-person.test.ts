import { describe, expect, it } from "vitest";
import { fetchPerson } from "../../src/oauth/fetch-person.ts";
import { errorOf, json, only, STANDARD, wireOf, YANDEX } from "./play.ts";

const INFO = {
	id: "1130000012345",
	login: "ada",
	client_id: "client-one",
	psuid: "1.AA",
	display_name: "Ada",
	real_name: "Ada Lovelace",
	default_email: "ada@example.com",
	default_avatar_id: "131652443/enc-abc",
	is_avatar_empty: false,
};

const yandex = (answer: object) =>
	fetchPerson(wireOf(json(answer)).wire, { environment: YANDEX, accessToken: "token" });
const standard = (answer: object) =>
	fetchPerson(wireOf(json(answer)).wire, { environment: STANDARD, accessToken: "token" });

describe("Whose token it is", () => {
	it.each<readonly [string, Response, string]>([
		["401 {code, message}", json({ code: 401, message: "Unauthorized" }, 401), "account_not_authorized"],
		["401 HTML", new Response("<p>", { status: 401 }), "account_not_authorized"],
		["403 HTML", new Response("<p>", { status: 403 }), "io_error"],
		["400 {code, message}", json({ code: 400, message: "Unsupported format" }, 400), "unknown_error"],
		["200 with an error", json({ error: "invalid_token" }), "account_not_authorized"],
		["200 without an id", json({ ...INFO, id: undefined }), "unknown_error"],
		["an id that fits no uid", json({ ...INFO, id: "a b" }), "unknown_error"],
		["an id that is an object", json({ ...INFO, id: {} }), "unknown_error"],
		["an empty id", json({ ...INFO, id: "" }), "unknown_error"],
		["an id too long", json({ ...INFO, id: "1".repeat(256) }), "unknown_error"],
		["a number that lost digits", json({ ...INFO, id: 2 ** 60 }), "unknown_error"],
		["5xx", new Response(null, { status: 500 }), "io_error"],
		["HTML", new Response("<p>"), "io_error"],
	])("is not known after %s", async (_, answer, code) => {
		const ask = { environment: YANDEX, accessToken: "token" };
		expect((await errorOf(() => fetchPerson(wireOf(answer).wire, ask))).code).toBe(code);
	});

	it.each<readonly [string, object, string]>([
		[
			"another field",
			{ sub: "secret-1", login: "secret-2", display_name: "secret-3" },
			'The user info answer has no field "id". Its fields: sub, login, display_name. Set the field names under Servers in the options.',
		],
		[
			"an id that cannot be used",
			{ id: { secret: 1 }, login: "secret-2" },
			'The field "id" of the user info answer holds no usable ID. Its fields: id, login. Set the field names under Servers in the options.',
		],
		[
			"nothing",
			{},
			'The user info answer has no field "id". It has no usable field. Set the field names under Servers in the options.',
		],
		[
			"names that are none, and the token as one of them",
			{ "a b": 1, "<b>": 1, "ada@secret.example": 1, "113000": 1, token: 1, ["x".repeat(41)]: 1, sub: 1 },
			'The user info answer has no field "id". Its fields: sub. Set the field names under Servers in the options.',
		],
		[
			"too many fields",
			Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`f${index}`, "secret"])),
			'The user info answer has no field "id". Its fields: f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, …. Set the field names under Servers in the options.',
		],
	])("is not known, and it is said why, of an answer with %s", async (_, answer, message) => {
		const error = await errorOf(() => yandex(answer));
		expect([error.code, error.message]).toEqual(["unknown_error", message]);
		expect(error.environment).toBe("production");
	});

	it("is asked with the token in the header, never in the address", async () => {
		const { wire, sent } = wireOf(json(INFO));
		await fetchPerson(wire, { environment: YANDEX, accessToken: "token" });
		expect(only(sent)).toMatchObject({ url: "https://login.yandex.ru/info?format=json", method: "GET" });
		expect(only(sent).headers.get("authorization")).toBe("OAuth token");
	});

	it("is told in full", async () => {
		expect(await yandex(INFO)).toEqual({
			value: "1130000012345",
			clientId: "client-one",
			displayName: "Ada",
			login: "ada",
			email: "ada@example.com",
			avatarUrl: "https://avatars.yandex.net/get-yapic/131652443/enc-abc/islands-200",
		});
	});

	it("may be an id alone", async () => {
		expect(await yandex({ id: "7" })).toEqual({ value: "7" });
	});

	it.each<readonly [string, object, string | undefined]>([
		["display_name", INFO, "Ada"],
		["real_name", { ...INFO, display_name: "" }, "Ada Lovelace"],
		["none, when only the login is told", { ...INFO, display_name: null, real_name: 1 }, undefined],
		["none, when it is empty", { id: "7", display_name: " \n " }, undefined],
		["display_name on one line", { ...INFO, display_name: "A\u0000d\n\u202ea" }, "A d a"],
	])("has a name to show: %s", async (_, info, displayName) => {
		expect((await yandex(info)).displayName).toBe(displayName);
	});

	it("has a name of bearable length", async () => {
		expect((await yandex({ ...INFO, display_name: "ы".repeat(5000) })).displayName).toHaveLength(200);
	});

	it.each<readonly [string, object]>([
		["is_avatar_empty", { is_avatar_empty: true }],
		["no id", { default_avatar_id: undefined }],
		["an empty id", { default_avatar_id: "" }],
		["an id that climbs", { default_avatar_id: "../../x" }],
		["an id that is an address", { default_avatar_id: "https://evil.example/a" }],
		["an id with a query", { default_avatar_id: "1/a?b" }],
	])("has no avatar: %s", async (_, change) => {
		expect(await yandex({ ...INFO, ...change })).not.toHaveProperty("avatarUrl");
	});
});

describe("Whose token it is, at a standard server", () => {
	const claims = {
		sub: "s-1",
		preferred_username: "ada",
		name: "Ada",
		email: "a@b.c",
		picture: "https://p.example/a",
	};

	it("is asked as Bearer, at the address as it is", async () => {
		const { wire, sent } = wireOf(json(claims));
		await fetchPerson(wire, { environment: STANDARD, accessToken: "token" });
		expect(only(sent).url).toBe(STANDARD.userinfo_endpoint);
		expect(only(sent).headers.get("authorization")).toBe("Bearer token");
	});

	it("is told by the names of OpenID Connect; client_id is no claim of it", async () => {
		expect(await standard({ ...claims, client_id: "x" })).toEqual({
			value: "s-1",
			displayName: "Ada",
			login: "ada",
			email: "a@b.c",
			avatarUrl: "https://p.example/a",
		});
	});

	it("may be a number", async () => {
		expect((await standard({ sub: 42 })).value).toBe("42");
	});

	it.each(["http://p.example/a", "javascript:alert(1)", "data:image/png,x", "/a", "https://a:b@p.example/"])(
		"drops the picture %s",
		async (picture) => {
			expect(await standard({ ...claims, picture })).not.toHaveProperty("avatarUrl");
		},
	);

	it("is not told to a token without the right for it", async () => {
		const { wire } = wireOf(new Response(null, { status: 403 }));
		const error = await errorOf(() => fetchPerson(wire, { environment: STANDARD, accessToken: "token" }));
		expect(error.code).toBe("scope_invalid");
	});
});
