import { describe, expect, it } from "vitest";
import type { Environment } from "../../src/contract/settings.ts";
import { pollDeviceToken, requestDeviceCode } from "../../src/oauth/device-flow.ts";
import {
	CONFIDENTIAL,
	DEVICE,
	errorOf,
	json,
	NOW,
	only,
	STANDARD,
	TOKEN_ANSWER,
	wireOf,
	YANDEX,
} from "./play.ts";

const ANSWER = {
	device_code: "device-code",
	user_code: "bcdfghjk",
	verification_url: "https://ya.ru/device",
	interval: 7,
	expires_in: 300,
};

const LOCAL = "http://localhost:8080";
const { verification_url, ...REST } = ANSWER;
const STANDARD_ANSWER = { ...REST, verification_uri: verification_url };
const { device_authorization_endpoint: _, ...WITHOUT } = YANDEX;

function begin(answer: Response, environment: Environment = YANDEX, scopes: string[] = []) {
	const { wire, sent } = wireOf(answer);
	const code = requestDeviceCode(wire, { environment, client: CONFIDENTIAL, device: DEVICE, scopes });
	return { code, sent };
}

describe("A code for another device", () => {
	it("is not to be had where there is no endpoint for it", async () => {
		const { wire } = wireOf();
		const ask = { environment: WITHOUT, client: CONFIDENTIAL, device: DEVICE, scopes: [] };
		expect((await errorOf(() => requestDeviceCode(wire, ask))).code).toBe("invalid_request");
	});

	it.each<readonly [string, object, string]>([
		["no device_code", { device_code: undefined }, "device_code"],
		["a device_code that is null", { device_code: null }, "device_code"],
		["a device_code of another shape", { device_code: "код" }, "device_code"],
		["no user_code", { user_code: "" }, "user_code"],
		["a user_code that cannot be seen", { user_code: "\u200b" }, "user_code"],
		["a user_code that cannot be read to its end", { user_code: "b".repeat(65) }, "user_code"],
		["no address", { verification_url: undefined }, "verification_uri"],
		["an insecure address", { verification_url: "http://ya.ru/device" }, "verification_uri"],
		["a script for an address", { verification_url: "javascript:alert(1)" }, "verification_uri"],
		["this very machine", { verification_url: "http://127.0.0.1:8080/device" }, "verification_uri"],
		["this very machine, by TLS", { verification_url: "https://localhost/device" }, "verification_uri"],
		["no end", { expires_in: undefined }, "expires_in"],
		["an end that is over", { expires_in: 0 }, "expires_in"],
		["a negative interval", { interval: -1 }, "interval"],
		["an interval in words", { interval: "5" }, "interval"],
	])("is refused with %s, and the message names the member", async (_, change, member) => {
		const { code } = begin(json({ ...ANSWER, ...change }));
		const { code: refused, message, environment } = await errorOf(() => code);
		expect([refused, environment]).toEqual(["unknown_error", "production"]);
		expect(message).toBe(`The server's answer cannot be used: see its "${member}".`);
	});

	it("may lead to this very machine, where the whole server is", async () => {
		const local = Object.fromEntries(
			Object.entries(STANDARD).map(([name, value]) => [
				name,
				String(value).startsWith("https:") ? String(value).replace("https://id.example", LOCAL) : value,
			]),
		) as unknown as Environment;
		const { code } = begin(json({ ...STANDARD_ANSWER, verification_uri: `${LOCAL}/device` }), local);
		expect((await code).verificationUri).toBe(`${LOCAL}/device`);
	});

	it("comes with the server's own numbers", async () => {
		expect(await begin(json(ANSWER)).code).toEqual({
			deviceCode: "device-code",
			userCode: "bcdfghjk",
			verificationUri: "https://ya.ru/device",
			interval: 7,
			expiresAt: NOW + 300,
		});
	});

	it.each([
		[undefined, 5],
		[null, 5],
		[0, 1],
		[1.5, 2],
	])("has, for the interval %j, %j seconds between polls", async (interval, expected) => {
		expect((await begin(json({ ...ANSWER, interval })).code).interval).toBe(expected);
	});

	it("is asked for at Yandex with id, device and rights, without the secret", async () => {
		const { code, sent } = begin(json(ANSWER), YANDEX, ["login:info", "login:email"]);
		await code;
		expect(only(sent).url).toBe("https://oauth.yandex.ru/device/code");
		expect(only(sent).form).toEqual({
			client_id: "client-one",
			device_id: DEVICE.id,
			device_name: DEVICE.name,
			scope: "login:info login:email",
		});
	});

	it("is asked for at a standard server as RFC 8628 section 3.1 says", async () => {
		const { code, sent } = begin(json(STANDARD_ANSWER), STANDARD);
		expect((await code).verificationUri).toBe("https://ya.ru/device");
		expect(only(sent).form).toEqual({ client_id: "client-one", client_secret: CONFIDENTIAL.clientSecret });
	});
});

describe("A poll", () => {
	const ask = { environment: YANDEX, client: CONFIDENTIAL, deviceCode: "device-code" };
	const secret = { client_id: "client-one", client_secret: CONFIDENTIAL.clientSecret };

	it("can be told to go on, and to go slower", async () => {
		const pending = wireOf(json({ error: "authorization_pending" }, 400), json({ error: "slow_down" }, 400));
		const first = await errorOf(() => pollDeviceToken(pending.wire, ask));
		const second = await errorOf(() => pollDeviceToken(pending.wire, ask));
		expect([first.code, first.retryable, first.oauth?.error]).toEqual([
			"authorization_pending",
			true,
			"authorization_pending",
		]);
		expect([second.code, second.retryable, second.oauth?.error]).toEqual([
			"authorization_pending",
			true,
			"slow_down",
		]);
	});

	it("brings the token, at Yandex for the field code", async () => {
		const { wire, sent } = wireOf(json(TOKEN_ANSWER));
		expect(await pollDeviceToken(wire, ask)).toMatchObject({ accessToken: TOKEN_ANSWER.access_token });
		expect(only(sent).form).toEqual({ grant_type: "device_code", code: "device-code", ...secret });
	});

	it("speaks to a standard server as RFC 8628 section 3.4 says", async () => {
		const { wire, sent } = wireOf(json(TOKEN_ANSWER));
		await pollDeviceToken(wire, { ...ask, environment: STANDARD });
		expect(only(sent).form).toEqual({
			grant_type: "urn:ietf:params:oauth:grant-type:device_code",
			device_code: "device-code",
			...secret,
		});
	});
});
