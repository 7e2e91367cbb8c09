import { describe, expect, it } from "vitest";
import { APP, ORIGIN, play, redirected } from "./play.ts";

const STATE = "a b&c=d/ё%20";

describe("Getting a confirmation code from a URL", () => {
	it("error: access_denied, when the person denies", async () => {
		const query = redirected(await play().press({ state: STATE }, { decision: "deny" }));
		expect(Object.fromEntries(query)).toEqual({
			error: "access_denied",
			error_description: "The user denied access to the app",
			state: STATE,
		});
	});

	it.each(["rejected", "awaiting moderation", "blocked"] as const)(
		"error: unauthorized_client, when the app is %s",
		async (standing) => {
			const { authorize } = play({ clients: [{ ...APP, standing }] });
			const query = redirected(await authorize({ state: STATE }));
			expect(query.get("error")).toBe("unauthorized_client");
			expect(query.get("state")).toBe(STATE);
		},
	);

	it("error_description: in the language of the domain", async () => {
		const { server, cookie } = play({ clients: [{ ...APP, standing: "blocked" }] });
		const at = (host: string, language: string) => {
			const url = `https://${host}/authorize?response_type=code&client_id=${APP.id}`;
			return server.handle(new Request(url, { headers: { cookie, "accept-language": language } }));
		};
		expect(redirected(await at("oauth.yandex.ru", "en")).get("error_description")).toMatch(/^Приложение/);
		expect(redirected(await at("oauth.yandex.com", "ru")).get("error_description")).toMatch(/^The app/);
		expect(redirected(await at("127.0.0.1:8080", "ru-RU,en")).get("error_description")).toMatch(
			/^Приложение/,
		);
	});

	it("code and state: at the first Callback URL when none is named", async () => {
		const response = await play().press({ state: STATE }, { decision: "allow" });
		expect(response.status).toBe(303);
		expect(response.headers.get("location")).toMatch(/^https:\/\/one\.example\/back\?code=/);
		expect(redirected(response).get("code")).toMatch(/^[\w-]{16}$/);
		expect(redirected(response).get("state")).toBe(STATE);
	});

	it("state: absent when the request had none", async () => {
		expect(redirected(await play().press({}, { decision: "allow" })).has("state")).toBe(false);
	});

	it("redirect_uri: its own query stays", async () => {
		const redirect_uri = "https://one.example/other?from=app";
		const response = await play().press({ redirect_uri }, { decision: "allow" });
		expect(response.headers.get("location")).toMatch(/^https:\/\/one\.example\/other\?from=app&code=/);
	});

	it("an app for API access gets its code on the verification page, whatever it registered", async () => {
		const client = { ...APP, kind: "API access", scopes: ["cloud_api:disk.read"] } as const;
		const { press, authorize, get } = play({ clients: [client] });
		expect((await authorize({ redirect_uri: "https://one.example/back" })).status).toBe(400);
		const location = (await press({}, { decision: "allow" })).headers.get("location") ?? "";
		expect(location).toMatch(`${ORIGIN}/verification_code?code=`);
		const code = new URL(location).searchParams.get("code") ?? "";
		expect(await (await get("/verification_code", { code })).text()).toContain(`>${code}</output>`);
	});

	it("an app for API access cannot have login:* rights", () => {
		expect(() => play({ clients: [{ ...APP, kind: "API access" }] })).toThrow(TypeError);
	});

	it.each(["access_denied", "unauthorized_client"])("%s can be played from the page", async (code) => {
		const response = await play().press({ state: STATE }, { decision: "play", play: `redirect:${code}` });
		expect(redirected(response).get("error")).toBe(code);
		expect(redirected(response).has("code")).toBe(false);
	});
});
