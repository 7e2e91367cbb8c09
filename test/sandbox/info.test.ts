import { describe, expect, it } from "vitest";
import { ADA } from "../../sandbox/server/people.ts";
import { APP, ORIGIN, play, textOf } from "./play.ts";

const ALL = [
	"login:info",
	"login:email",
	"login:avatar",
	"login:birthday",
	"login:default_phone",
	"metrika:read",
];

/** `/info` with a token of these rights. */
async function infoWith(scope: string, scheme = "OAuth") {
	const { get, token } = play({ clients: [{ ...APP, scopes: ALL }] });
	const { access_token } = await token({ scope });
	return get("/info", { format: "json" }, { authorization: `${scheme} ${access_token}` });
}

const ANYBODY = { id: ADA.id, login: "ada", client_id: APP.id, psuid: `1.${APP.id}.${ADA.id}` };

describe("/info", () => {
	it.each([
		["no token", {}],
		["an unknown token", { authorization: "OAuth unknown" }],
	])("%s is 401 with code and message", async (_, headers) => {
		const response = await play().get("/info", { format: "json" }, headers);
		expect(response.status).toBe(401);
		expect(Object.keys((await response.json()) as object)).toEqual(["code", "message"]);
	});

	it("another scheme is 401", async () => {
		expect((await infoWith("login:info", "Basic")).status).toBe(401);
	});

	it("a token in the query does not count", async () => {
		const { get, token } = play();
		const { access_token } = await token();
		expect((await get("/info", { format: "json", oauth_token: access_token })).status).toBe(401);
	});

	it("an expired or killed token is 401", async () => {
		const { server, clock, get, token } = play({ tokenLifetime: 100 });
		const [old, killed] = [await token(), await token()];
		server.killToken(killed.access_token);
		expect((await get("/info", {}, { authorization: `OAuth ${killed.access_token}` })).status).toBe(401);
		clock.seconds += 100;
		expect((await get("/info", {}, { authorization: `OAuth ${old.access_token}` })).status).toBe(401);
	});

	it.each<readonly [string, object]>([
		["metrika:read", {}],
		[
			"login:info",
			{
				display_name: "Ada Lovelace",
				real_name: "Ada Lovelace",
				first_name: "Ada",
				last_name: "Lovelace",
				sex: "female",
			},
		],
		["login:email", { default_email: ADA.emails[0], emails: ADA.emails }],
		["login:avatar", { default_avatar_id: "21493/ada-1", is_avatar_empty: false }],
		["login:birthday", { birthday: "1815-12-10" }],
		["login:default_phone", { default_phone: { id: 1001, number: "+79990000001" } }],
	])("%s reveals just its fields", async (scope, fields) => {
		expect(await (await infoWith(scope)).json()).toEqual({ ...ANYBODY, ...fields });
	});

	it.each(["OAuth", "Bearer", "oauth"])("takes the scheme %s", async (scheme) => {
		expect((await infoWith("login:info", scheme)).status).toBe(200);
	});
});

describe("The pages around", () => {
	it("/client/<client_id>/info shows the allowed rights", async () => {
		const { get } = play();
		expect(await textOf(await get(`/client/${APP.id}/info`))).toContain(
			"login:info login:email login:avatar",
		);
		expect((await get("/client/nobody/info")).status).toBe(404);
	});

	it.each(["islands-200", "islands-34", "islands-middle", "islands-retina-50"])(
		"an avatar has the size %s",
		async (size) => {
			const response = await play().get(`/get-yapic/${ADA.avatarId}/${size}`);
			expect(response.headers.get("content-type")).toBe("image/svg+xml");
			expect(await response.text()).toContain(">AL</text>");
		},
	);

	it.each(["/get-yapic/21493/nobody/islands-50", `/get-yapic/${ADA.avatarId}/islands-9999`])(
		"%s is not found",
		async (path) => {
			expect((await play().get(path)).status).toBe(404);
		},
	);

	it("the issuer's metadata name what speaks as the RFCs say", async () => {
		const response = await play().get("/.well-known/oauth-authorization-server");
		expect(await response.json()).toMatchObject({
			issuer: ORIGIN,
			authorization_endpoint: `${ORIGIN}/authorize`,
			token_endpoint: `${ORIGIN}/token`,
			userinfo_endpoint: `${ORIGIN}/info`,
			code_challenge_methods_supported: ["S256", "plain"],
			token_endpoint_auth_methods_supported: ["client_secret_post", "none"],
		});
	});

	it("the data-access page names apps and devices", async () => {
		const { get, cookie, token } = play();
		expect(await textOf(await get("/personal/data-access", {}, { cookie }))).toContain("No app has access");
		await token({ device_id: "device-1", device_name: "Chromium, one.example" });
		const text = await textOf(await get("/personal/data-access", {}, { cookie }));
		expect(text).toContain("Chromium, one.example: login:info login:email login:avatar");
	});

	it("every page says that it is a sandbox, and runs no script", async () => {
		const { get, authorize } = play();
		const answers = [
			await authorize(),
			await get("/device"),
			await get("/nowhere"),
			await get("/verification_code"),
		];
		for (const answer of answers) {
			expect(answer.headers.get("content-security-policy")).toMatch(/^default-src 'none'/);
			expect(await textOf(answer)).toContain("This is a local sandbox, not Yandex");
		}
	});
});
