import { describe, expect, it } from "vitest";
import { ADA, BORIS } from "../../sandbox/server/people.ts";
import { APP, buttonsOf, ORIGIN, OTHER_APP, play, refusal, SECRET, textOf } from "./play.ts";

type DeviceAnswer = { device_code: string; user_code: string; interval: number; expires_in: number };

/** A device flow that was begun. */
async function begin(params: Record<string, string> = {}, options: Parameters<typeof play>[0] = {}) {
	const game = play(options);
	const answer = (await (
		await game.post("/device/code", { client_id: APP.id, ...params })
	).json()) as DeviceAnswer;
	const poll = (more: Record<string, string> = {}) =>
		game.post("/token", { grant_type: "device_code", code: answer.device_code, ...SECRET, ...more });
	const type = (form: Record<string, string>, headers = { cookie: game.cookie }) =>
		game.post("/device", { user_code: answer.user_code, ...form }, headers);
	return { ...game, answer, poll, type };
}

describe("POST /device/code", () => {
	it.each([
		["client_id is not specified", { client_id: "" }, "invalid_request"],
		["no such app", { client_id: "nobody" }, "invalid_client"],
		["wrong secret", { client_secret: "wrong" }, "invalid_client"],
		["device_id is too short", { device_id: "short" }, "invalid_request"],
		["a right that was not registered", { scope: "iot:view" }, "invalid_scope"],
	])("%s is refused", async (_, params, error) => {
		const response = await play().post("/device/code", { client_id: APP.id, ...params });
		expect(await refusal(response)).toEqual([400, error]);
	});

	it("answers with both codes, the page and the server's numbers", async () => {
		const { answer } = await begin({}, { deviceInterval: 7, deviceLifetime: 300 });
		expect(answer).toEqual({
			device_code: expect.stringMatching(/^[\w-]{43}$/),
			user_code: expect.stringMatching(/^[b-z]{8}$/),
			verification_url: `${ORIGIN}/device`,
			interval: 7,
			expires_in: 300,
		});
	});
});

describe("grant_type=device_code", () => {
	it.each([
		["invalid_client: without the secret", { client_secret: "" }, "invalid_client"],
		["bad_verification_code: not of the code's shape", { code: "1234" }, "bad_verification_code"],
		["invalid_grant: no such code", { code: "x".repeat(43) }, "invalid_grant"],
		[
			"invalid_grant: another app's",
			{ client_id: OTHER_APP.id, client_secret: "app-two-secret" },
			"invalid_grant",
		],
		["authorization_pending: the person has not confirmed yet", {}, "authorization_pending"],
	])("%s", async (_, params, error) => {
		const { poll } = await begin();
		expect(await refusal(await poll(params))).toEqual([400, error]);
	});

	it("slow_down: polling faster than the interval lengthens it by five seconds", async () => {
		const { clock, poll } = await begin();
		await poll();
		clock.seconds += 4;
		expect(await refusal(await poll())).toEqual([400, "slow_down"]);
		clock.seconds += 9;
		expect(await refusal(await poll())).toEqual([400, "slow_down"]);
		clock.seconds += 15;
		expect(await refusal(await poll())).toEqual([400, "authorization_pending"]);
	});

	it("invalid_grant: the code's time is over", async () => {
		const { answer, clock, poll } = await begin();
		clock.seconds += answer.expires_in;
		expect(await refusal(await poll())).toEqual([400, "invalid_grant"]);
	});

	it("access_denied: the person denied", async () => {
		const { poll, type } = await begin();
		await type({ decision: "deny" });
		expect(await refusal(await poll())).toEqual([400, "access_denied"]);
	});

	it("invalid_scope: the app's rights changed after the person allowed them", async () => {
		const { server, poll, type } = await begin();
		await type({ decision: "allow" });
		server.registerClient({ ...APP, scopes: ["login:info"] });
		expect(await refusal(await poll())).toEqual([400, "invalid_scope"]);
	});

	it("invalid_grant: the person allowed, and withdrew it before the device asked", async () => {
		const { server, poll, type } = await begin();
		await type({ decision: "allow" });
		server.withdrawAccess(APP.id, ADA.id);
		expect(await refusal(await poll())).toEqual([400, "invalid_grant"]);
	});

	it("what another person withdraws, or from another app, changes nothing", async () => {
		const { server, poll, type } = await begin();
		server.withdrawAccess(APP.id, ADA.id);
		expect(await refusal(await poll())).toEqual([400, "authorization_pending"]);
		await type({ decision: "allow" });
		server.withdrawAccess(APP.id, BORIS.id);
		server.withdrawAccess(OTHER_APP.id, ADA.id);
		expect(await refusal(await poll())).toEqual([400, "slow_down"]);
	});

	it("scope: named when the person allowed fewer rights than were asked for", async () => {
		const { poll, type } = await begin({ scope: "login:info", optional_scope: "login:email" });
		await type({ decision: "allow" });
		expect(await (await poll()).json()).toMatchObject({ scope: "login:info" });
	});

	it("payment_auth_pending: a money right waits for its payment, and the code with it", async () => {
		const clients = [{ ...APP, moneyScope: "login:email" }];
		const { clock, poll, post, type } = await begin({}, { clients });
		await type({ decision: "allow" });
		const pending = (await (await poll()).json()) as { error: string; payment_auth_url: string };
		expect(pending.error).toBe("payment_auth_pending");
		const { pathname, search } = new URL(pending.payment_auth_url);
		expect(await textOf(await post(pathname + search, { decision: "confirm" }))).toContain("close this page");
		clock.seconds += 60;
		expect((await poll()).status).toBe(200);
	});

	it("an error played on the page is answered at the next poll", async () => {
		const { poll, type } = await begin();
		await type({ decision: "play", play: "token:unauthorized_client" });
		expect(await refusal(await poll())).toEqual([400, "unauthorized_client"]);
	});

	it("once allowed gives one token, for the device and the rights that were asked for", async () => {
		const device = { device_id: "living-room", device_name: "TV", scope: "login:info" };
		const { server, poll, type } = await begin(device);
		expect(await textOf(await type({ decision: "allow" }))).toContain("Done");
		expect((await poll()).status).toBe(200);
		expect(server.tokens()).toMatchObject([
			{ personId: ADA.id, device: { id: "living-room", name: "TV" }, scopes: ["login:info"] },
		]);
		expect(await refusal(await poll())).toEqual([400, "invalid_grant"]);
	});
});

describe("The page where a person types the code", () => {
	it("a wrong code is told so", async () => {
		const { type } = await begin();
		expect(await textOf(await type({ user_code: "wrong" }))).toContain("This code is wrong");
	});

	it("asks who one is, then for consent; the code goes along", async () => {
		const { answer, type } = await begin();
		const nobody = { cookie: "" };
		expect(await buttonsOf(await type({}, nobody))).toEqual([ADA.displayName, BORIS.displayName]);
		const consent = await type({ person: BORIS.id }, nobody);
		expect(await consent.clone().text()).toContain(`name="user_code" value="${answer.user_code}"`);
		expect(await buttonsOf(consent)).toContain("Allow");
	});

	it("takes the code in capitals and with spaces around it", async () => {
		const { answer, type } = await begin();
		const response = await type({ user_code: ` ${answer.user_code.toUpperCase()} ` });
		expect(await buttonsOf(response)).toContain("Allow");
	});
});
