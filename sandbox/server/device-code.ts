import { identifyClient } from "./client-authentication.ts";
import { readDevice } from "./device-parameters.ts";
import { refuseToken } from "./errors.ts";
import { json } from "./json.ts";
import type { Received } from "./received.ts";
import type { Refuse } from "./refusal.ts";
import { readScopes } from "./scopes.ts";
import type { World } from "./state.ts";
import { readTokenForm } from "./token-form.ts";

const LETTERS = "bcdfghjklmnpqrstvwxz";

/**
 * POST `/device/code` (Yandex ID documentation, "Entering the code on the authorization page"). The app's id is
 * enough; a secret that is sent must be right.
 */
export function answerDeviceCode(received: Received, world: World): Response {
	const form = readTokenForm(received);
	const { client } = identifyClient(received.headers, form, world);
	const device = readDevice(form, (problem) => refuseToken("invalid_request", problem));
	const { required, optional } = readScopes(form, client, refuseScope);
	const { deviceInterval, deviceLifetime } = world.settings;
	const deviceCode = world.random(32);
	const userCode = readableCode(world);
	const expiresAt = world.now() + deviceLifetime;
	world.state.deviceCodes.set(deviceCode, {
		deviceCode,
		userCode,
		clientId: client.id,
		device,
		required,
		optional,
		expiresAt,
		interval: deviceInterval,
		lastPolledAt: null,
		decision: "pending",
	});
	return json({
		device_code: deviceCode,
		user_code: userCode,
		verification_url: new URL("/device", received.url).href,
		interval: deviceInterval,
		expires_in: deviceLifetime,
	});
}

const refuseScope: Refuse = (problem) =>
	refuseToken("invalid_scope", problem.replace(/^invalid_scope: /, ""));

/** Eight consonants: no word by accident, nothing to mistake for a digit. */
function readableCode({ random }: World): string {
	return [...random(6)].map((character) => LETTERS[character.charCodeAt(0) % LETTERS.length]).join("");
}
