import { describe, expect, it } from "vitest";
import { ADA } from "../../sandbox/server/people.ts";
import { APP, OTHER_APP, play, refusal, SECRET, type TokenBody } from "./play.ts";

const refreshOf = (refresh_token: string) => ({ grant_type: "refresh_token", refresh_token, ...SECRET });

describe("Refreshing a token", () => {
	it.each([
		["without the secret: Wrong client secret", { client_secret: "" }, "invalid_client"],
		["with a wrong secret", { client_secret: "wrong" }, "invalid_client"],
		["by another app", { client_id: OTHER_APP.id, client_secret: "app-two-secret" }, "invalid_grant"],
		["with an unknown token", { refresh_token: "unknown" }, "invalid_grant"],
		["with no token", { refresh_token: "" }, "invalid_request"],
	])("%s is refused", async (_, params, error) => {
		const { post, token } = play();
		const { refresh_token } = await token();
		expect(await refusal(await post("/token", { ...refreshOf(refresh_token), ...params }))).toEqual([
			400,
			error,
		]);
	});

	it("rotates: the new refresh token works, the old one and the old access token are dead", async () => {
		const { server, post, token } = play();
		const first = await token();
		const second = (await (await post("/token", refreshOf(first.refresh_token))).json()) as TokenBody;
		expect(server.tokens().map(({ accessToken }) => accessToken)).toEqual([second.access_token]);
		expect(await refusal(await post("/token", refreshOf(first.refresh_token)))).toEqual([
			400,
			"invalid_grant",
		]);
		expect((await post("/token", refreshOf(second.refresh_token))).status).toBe(200);
	});

	it("keeps device, rights and the word about fewer rights", async () => {
		const { server, post, code, exchange } = play();
		const value = await code({ scope: "login:info", optional_scope: "login:email", device_id: "device-1" });
		const first = (await (await exchange(value)).json()) as TokenBody;
		const second = (await (await post("/token", refreshOf(first.refresh_token))).json()) as TokenBody;
		expect(second.scope).toBe("login:info");
		expect(server.tokens()[0]).toMatchObject({ device: { id: "device-1" }, scopes: ["login:info"] });
	});

	it("may answer with the same access token and a new refresh token", async () => {
		const { clock, post, token } = play({
			clients: [{ ...APP, keepsAccessToken: true, tokenLifetime: 100 }],
		});
		const first = await token();
		clock.seconds += 10;
		const second = (await (await post("/token", refreshOf(first.refresh_token))).json()) as TokenBody;
		expect(second.access_token).toBe(first.access_token);
		expect(second.refresh_token).not.toBe(first.refresh_token);
		expect(second.expires_in).toBe(90);
	});

	it("the refresh token lives as long as the token", async () => {
		const { clock, post, token } = play({ tokenLifetime: 100 });
		const { refresh_token } = await token();
		clock.seconds += 100;
		expect(await refusal(await post("/token", refreshOf(refresh_token)))).toEqual([400, "invalid_grant"]);
	});
});

describe("Token for a device", () => {
	it("20 live for one app and person: the 21st ends the oldest", async () => {
		const { server, token } = play();
		for (let device = 1; device <= 21; device += 1) await token({ device_id: `device-${device}` });
		const devices = server.tokens().map((one) => one.device?.id);
		expect(devices).toHaveLength(20);
		expect(devices[0]).toBe("device-2");
	});

	it("each device has its own token with its own rights", async () => {
		const { server, token } = play();
		await token({ device_id: "device-1", scope: "login:info" });
		await token({ device_id: "device-2", scope: "login:email" });
		expect(server.tokens().map(({ scopes }) => scopes)).toEqual([["login:info"], ["login:email"]]);
	});

	it("a new token of a device ends its earlier one", async () => {
		const { server, token } = play();
		await token({ device_id: "device-1" });
		const { access_token } = await token({ device_id: "device-1" });
		expect(server.tokens().map(({ accessToken }) => accessToken)).toEqual([access_token]);
	});

	it("without a device: two tokens with the same rights live, other rights end them", async () => {
		const { server, token } = play();
		await token({ scope: "login:info" });
		await token({ scope: "login:info" });
		expect(server.tokens()).toHaveLength(2);
		await token({ scope: "login:email" });
		expect(server.tokens().map(({ scopes }) => scopes)).toEqual([["login:email"]]);
	});

	it("a token without a device leaves those of devices alone", async () => {
		const { server, token } = play();
		await token({ device_id: "device-1", scope: "login:info" });
		await token({ scope: "login:email" });
		expect(server.tokens()).toHaveLength(2);
	});
});

describe("Revoking a token", () => {
	it.each([
		["invalid_client: without the secret", { client_secret: "" }, "invalid_client"],
		["invalid_client: with a wrong secret", { client_secret: "wrong" }, "invalid_client"],
		[
			"invalid_grant: another app's token",
			{ client_id: OTHER_APP.id, client_secret: "app-two-secret" },
			"invalid_grant",
		],
		["invalid_request: no token", { access_token: "" }, "invalid_request"],
	])("%s", async (_, params, error) => {
		const { server, post, token } = play();
		const { access_token } = await token({ device_id: "device-1" });
		expect(await refusal(await post("/revoke_token", { access_token, ...SECRET, ...params }))).toEqual([
			400,
			error,
		]);
		expect(server.tokens()).toHaveLength(1);
	});

	it("unsupported_token_type: issued without device_id", async () => {
		const { post, token } = play();
		const { access_token } = await token();
		const response = await post("/revoke_token", { access_token, ...SECRET });
		expect(await refusal(response)).toEqual([400, "unsupported_token_type"]);
	});

	it("ends the token and its refresh token; a second time is ok as well", async () => {
		const { server, post, token } = play();
		const { access_token, refresh_token } = await token({ device_id: "device-1" });
		for (const _ of [1, 2]) {
			const response = await post("/revoke_token", { access_token, ...SECRET });
			expect(await response.json()).toEqual({ status: "ok" });
		}
		expect(server.tokens()).toEqual([]);
		expect(await refusal(await post("/token", refreshOf(refresh_token)))).toEqual([400, "invalid_grant"]);
	});
});

describe("Tokens end by themselves", () => {
	it("when the app's owner changes its rights", async () => {
		const { server, token } = play();
		await token();
		server.registerClient({ ...APP, name: "Renamed" });
		expect(server.tokens()).toHaveLength(1);
		server.registerClient({ ...APP, scopes: ["login:info"] });
		expect(server.tokens()).toEqual([]);
	});

	it("when the person withdraws access", async () => {
		const { server, post, cookie, token } = play();
		await token();
		await post("/personal/data-access", { withdraw: APP.id }, { cookie });
		expect(server.tokens()).toEqual([]);
		await token();
		server.withdrawAccess(APP.id, ADA.id);
		expect(server.tokens()).toEqual([]);
	});
});
