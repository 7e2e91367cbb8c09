import { deviceAuthorizationRequest, None } from "oauth4webapi";
import * as v from "valibot";
import { PassportError } from "../contract/errors.ts";
import { Address, type Client, type Environment } from "../contract/settings.ts";
import { type JsonObject, memberOf, readAnswer, unusable, withoutAbsent } from "./answer.ts";
import { cleanText } from "./clean-text.ts";
import { fetchWithin } from "./http.ts";
import { mayShow } from "./may-show.ts";
import type { AnswerContext } from "./refusal.ts";
import { partiesOf, requestOptions } from "./server.ts";
import { requestToken } from "./token-request.ts";
import type { Device, Grant, Wire } from "./types.ts";

/** A code to be entered on another device (RFC 8628 section 3.2). */
export interface DeviceCode {
	deviceCode: string;
	userCode: string;
	/** Where the person enters it. */
	verificationUri: string;
	/** Seconds between two polls. */
	interval: number;
	/** Seconds since 1970. */
	expiresAt: number;
}

/** RFC 8628 section 3.2: what holds when the server names no interval, in seconds. */
const DEFAULT_INTERVAL = 5;

const Seconds = v.pipe(v.number(), v.minValue(1), v.maxValue(1e6));

/** Yandex says `verification_url`. */
const DeviceAnswer = v.object({
	device_code: v.pipe(v.string(), v.regex(/^[\x20-\x7e]{1,4096}$/)),
	user_code: v.pipe(
		v.string(),
		v.maxLength(64),
		v.transform((text) => cleanText(text, 64)),
		v.minLength(1),
	),
	verification_uri: Address,
	interval: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(600)), DEFAULT_INTERVAL),
	expires_in: Seconds,
});

/**
 * Begins a sign-in on another device (RFC 8628 section 3.1), for the whole of the rights or for `scopes`.
 * @throws PassportError `invalid_request` when the environment has no such endpoint, and those of the table.
 */
export async function requestDeviceCode(
	wire: Wire,
	ask: { environment: Environment; client: Client; device: Device; scopes: string[] },
): Promise<DeviceCode> {
	const { environment, client, device, scopes } = ask;
	const endpoint = environment.device_authorization_endpoint;
	if (endpoint === undefined) {
		throw new PassportError("invalid_request", "This environment has no sign-in on another device.");
	}
	const { server, self, authentication } = partiesOf(environment, client);
	const begunAt = wire.now();
	const isYandex = environment.dialect === "yandex";
	const response = await deviceAuthorizationRequest(
		server,
		self,
		isYandex ? None() : authentication,
		{
			...(isYandex ? { device_id: device.id, device_name: device.name } : {}),
			...(scopes.length > 0 ? { scope: scopes.join(" ") } : {}),
		},
		requestOptions(fetchWithin(wire, environment), endpoint),
	);
	const context = { environment, step: "device" } as const;
	return readDeviceCode(await readAnswer(response, context), begunAt, context);
}

function readDeviceCode(answer: JsonObject, begunAt: number, context: AnswerContext): DeviceCode {
	const named = { ...answer, verification_uri: answer["verification_uri"] ?? answer["verification_url"] };
	const parsed = v.safeParse(DeviceAnswer, withoutAbsent(named), { abortEarly: true });
	if (!parsed.success) throw unusable(memberOf(parsed.issues[0]), context);
	const { device_code, user_code, verification_uri, interval, expires_in } = parsed.output;
	if (!mayShow(verification_uri, context.environment)) throw unusable("verification_uri", context);
	return {
		deviceCode: device_code,
		userCode: user_code,
		verificationUri: verification_uri,
		interval: Math.max(1, Math.ceil(interval)),
		expiresAt: Math.floor(begunAt + expires_in),
	};
}

/** RFC 8628 section 3.4. */
const DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code";

/**
 * Asks once whether the person has confirmed.
 * @throws PassportError `authorization_pending` (with `oauth.error` "slow_down" the interval grows by five seconds,
 * RFC 8628 section 3.5), `code_invalid` when the code has expired, `access_denied`, and those of the table.
 */
export function pollDeviceToken(
	wire: Wire,
	ask: { environment: Environment; client: Client; deviceCode: string },
): Promise<Grant> {
	const { environment, client, deviceCode } = ask;
	const isYandex = environment.dialect === "yandex";
	return requestToken(wire, {
		...{ environment, client, step: "poll", grantType: isYandex ? "device_code" : DEVICE_GRANT },
		parameters: isYandex ? { code: deviceCode } : { device_code: deviceCode },
	});
}
