import { describe, expect, it } from "vitest";
import { ADA, BORIS } from "../../sandbox/server/people.ts";
import { APP, buttonsOf, CHALLENGE, OTHER_APP, play, redirected, textOf } from "./play.ts";

type Row = readonly [name: string, params: Record<string, string | null>, problem: string];

describe("Confirmation code request", () => {
	it.each<Row>([
		["response_type: left out", { response_type: null }, "response_type"],
		["response_type: not code", { response_type: "token" }, "response_type"],
		["client_id: left out", { client_id: null }, "client_id is not specified"],
		["client_id: unknown", { client_id: "nobody" }, "no app with this client_id"],
		["device_id: shorter than 6 characters", { device_id: "12345" }, "device_id"],
		["device_id: longer than 50 characters", { device_id: "d".repeat(51) }, "device_id"],
		["device_id: a character above 126", { device_id: "device-\u007f" }, "device_id"],
		["device_id: a character below 32", { device_id: "device-\t" }, "device_id"],
		[
			"device_name: longer than 100 characters",
			{ device_id: "device", device_name: "n".repeat(101) },
			"device_name",
		],
		["redirect_uri: another host", { redirect_uri: "https://evil.example/back" }, "redirect_uri"],
		["redirect_uri: another scheme", { redirect_uri: "http://one.example/back" }, "redirect_uri"],
		["redirect_uri: another port", { redirect_uri: "https://one.example:444/back" }, "redirect_uri"],
		["redirect_uri: another path", { redirect_uri: "https://one.example/back/" }, "redirect_uri"],
		["redirect_uri: not an address", { redirect_uri: "back" }, "redirect_uri"],
		["scope: a right that was not registered", { scope: "login:info mail:imap_full" }, "mail:imap_full"],
		["scope: another letter case", { scope: "Login:info" }, "Login:info"],
		["optional_scope: a right that was not registered", { optional_scope: "iot:view" }, "iot:view"],
		["state: longer than 1024 characters", { state: "s".repeat(1025) }, "state"],
		["code_challenge: too short", { code_challenge: "short" }, "code_challenge"],
		["code_challenge_method: unknown", { code_challenge: CHALLENGE, code_challenge_method: "S512" }, "S256"],
		["code_challenge_method: without a challenge", { code_challenge_method: "S256" }, "code_challenge"],
	])("%s is a page with status 400 and never a redirect", async (_, params, problem) => {
		const response = await play().authorize(params);
		expect(response.status).toBe(400);
		expect(response.headers.get("content-type")).toMatch(/^text\/html/);
		expect(response.headers.get("location")).toBeNull();
		expect(await textOf(response)).toContain(problem);
	});

	it.each<readonly [string, Record<string, string>]>([
		["device_id: 6 characters", { device_id: "123456" }],
		["device_id: 50 characters, space and tilde", { device_id: ` ~${"d".repeat(48)}` }],
		["device_name: 100 characters", { device_id: "device", device_name: "и".repeat(100) }],
		["device_name: ignored without device_id", { device_name: "n".repeat(101) }],
		["redirect_uri: the second registered address", { redirect_uri: "https://one.example/other" }],
		["redirect_uri: another query and fragment", { redirect_uri: "https://one.example/back?a=1#b" }],
		["state: 1024 characters", { state: "s".repeat(1024) }],
		["scope: empty", { scope: "" }],
	])("%s is accepted", async (_, params) => {
		expect((await play().authorize(params)).status).toBe(200);
	});

	it("a parameter sent twice is a page with status 400", async () => {
		const params = [
			["response_type", "code"],
			["client_id", APP.id],
			["client_id", OTHER_APP.id],
		] as const;
		expect((await play().get("/authorize", params)).status).toBe(400);
	});
});

describe("Confirmation code request › who is asked", () => {
	it("nobody is signed in: one chooses between the people", async () => {
		expect(await buttonsOf(await play().authorize({}, { cookie: "" }))).toEqual([
			ADA.displayName,
			BORIS.displayName,
		]);
	});

	it("choosing a person signs them in and asks for consent", async () => {
		const { press, authorize } = play();
		const chosen = await press({}, { person: BORIS.id }, { cookie: "" });
		expect(await textOf(chosen.clone())).toContain(BORIS.displayName);
		const cookie = chosen.headers.get("set-cookie")?.split(";")[0] ?? "";
		expect(await buttonsOf(await authorize({}, { cookie }))).toEqual([
			"Deny",
			"Allow",
			"Play",
			ADA.displayName,
		]);
	});

	it("a session's cookie goes along in cross-site requests over TLS", async () => {
		const chosen = await play().press({}, { person: BORIS.id });
		expect(chosen.headers.get("set-cookie")).toMatch(/; Path=\/; HttpOnly; Secure; SameSite=None$/);
	});

	it.each([ADA.login, "ADA@yandex.example", "ada.lovelace@mail.example"])(
		"login_hint: %s is the person signed in, who is just asked for permission",
		async (login_hint) => {
			expect(await buttonsOf(await play().authorize({ login_hint }))).toContain("Allow");
		},
	);

	it("login_hint: another account shows the login form with that person first", async () => {
		const response = await play().authorize({ login_hint: "boris" });
		expect(await textOf(response.clone())).toContain("asks for the account boris");
		expect(await buttonsOf(response)).toEqual([BORIS.displayName, ADA.displayName]);
	});

	it("login_hint: another account is not taken for granted because the current one agreed", async () => {
		const { code, authorize } = play();
		await code();
		expect((await authorize({ login_hint: "boris" })).status).toBe(200);
	});

	it("login_hint: a nonexistent account can only be told so", async () => {
		const response = await play().authorize({ login_hint: "nobody" });
		expect(await textOf(response.clone())).toContain("no account nobody");
		expect(await buttonsOf(response)).toEqual([]);
	});

	it("markup in names and hints stays text", async () => {
		const response = await play().authorize({ login_hint: "<b>x</b>" });
		expect(await response.text()).toContain("&lt;b&gt;x&lt;/b&gt;");
		expect(await (await play().authorize()).text()).toContain("App &lt;One&gt;");
	});
});

describe("Confirmation code request › consent", () => {
	it("who agreed before is sent straight back by HTTP 302", async () => {
		const { code, authorize } = play();
		await code();
		const response = await authorize({ state: "s" });
		expect(response.status).toBe(302);
		expect(redirected(response).get("code")).toHaveLength(16);
	});

	it.each(["yes", "true", "1"])("force_confirm: %s asks again", async (force_confirm) => {
		const { code, authorize } = play();
		await code();
		expect(await buttonsOf(await authorize({ force_confirm }))).toEqual([
			"Deny",
			"Allow",
			"Play",
			BORIS.displayName,
		]);
	});

	it.each(["no", "YES", "0", ""])("force_confirm: any other value (%j) is ignored", async (force_confirm) => {
		const { code, authorize } = play();
		await code();
		expect((await authorize({ force_confirm })).status).toBe(302);
	});

	it("scope: more rights than agreed to are asked for", async () => {
		const { code, authorize } = play();
		await code({ scope: "login:info" });
		expect((await authorize({ scope: "login:info" })).status).toBe(302);
		expect((await authorize({ scope: "login:info login:email" })).status).toBe(200);
	});

	it("scope and optional_scope: a right in both is optional", async () => {
		const { server, code, exchange } = play();
		await exchange(await code({ scope: "login:info login:email", optional_scope: "login:email" }, []));
		expect(server.tokens()[0]?.scopes).toEqual(["login:info"]);
	});

	it("optional_scope: a right that was not agreed to is asked for again", async () => {
		const { code, authorize } = play();
		const asked = { scope: "login:info", optional_scope: "login:email" };
		await code(asked, []);
		expect(await (await authorize(asked)).text()).toContain(
			'type="checkbox" name="granted" value="login:email"',
		);
		await code(asked, ["login:email"]);
		expect((await authorize(asked)).status).toBe(302);
	});

	it("withdrawn access is asked for again", async () => {
		const { server, code, authorize } = play();
		await code();
		server.withdrawAccess(APP.id, ADA.id);
		expect((await authorize()).status).toBe(200);
	});

	it("a form that says neither is refused", async () => {
		expect((await play().press({}, { decision: "perhaps" })).status).toBe(400);
	});
});
