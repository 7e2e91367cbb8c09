import { requireSecret } from "./client-authentication.ts";
import { refuseToken } from "./errors.ts";
import type { Exchange } from "./exchange.ts";
import { issueToken, tokenAnswer } from "./issue.ts";
import type { Client } from "./model.ts";
import { requirePayment } from "./payment.ts";
import { isRegistered } from "./scopes.ts";
import type { DeviceCodeRecord, World } from "./state.ts";
import { requiredValue } from "./token-form.ts";

/** What a device code has: 43 characters. */
const DEVICE_CODE_SHAPE = /^[A-Za-z0-9_-]{43}$/;

/** `grant_type=device_code`: only with the secret; the device code is sent as `code`. */
export function grantByDevice(exchange: Exchange): Response {
	const { form, world } = exchange;
	const client = requireSecret(exchange.caller);
	const record = readDeviceCode(form, client, world);
	keepInterval(record, world.now());
	const { decision, device } = record;
	if (decision === "pending") throw refuseToken("authorization_pending");
	if (decision !== "denied") requirePayment({ ...decision, redirectUri: null }, exchange);
	world.state.deviceCodes.delete(record.deviceCode);
	if (decision === "denied") throw refuseToken("access_denied");
	const { personId, scopes, fewer, playedError } = decision;
	if (playedError !== null) throw refuseToken(playedError);
	if (!isRegistered(scopes, client)) throw refuseToken("invalid_scope");
	const token = issueToken(world, { client, personId, device, scopes, fewer, redirectUri: null });
	return tokenAnswer(token, world.now());
}

function readDeviceCode(form: URLSearchParams, client: Client, { state, now }: World): DeviceCodeRecord {
	const value = requiredValue(form, "code");
	if (!DEVICE_CODE_SHAPE.test(value)) throw refuseToken("bad_verification_code", "Invalid device code");
	const record = state.deviceCodes.get(value);
	if (record === undefined || now() >= record.expiresAt)
		throw refuseToken("invalid_grant", "Code has expired");
	if (record.clientId !== client.id) throw refuseToken("invalid_grant", "Code was issued to another app");
	return record;
}

/** RFC 8628 section 3.5: polling too fast lengthens the interval by five seconds for all later polls. */
function keepInterval(record: DeviceCodeRecord, now: number): void {
	const { lastPolledAt } = record;
	record.lastPolledAt = now;
	if (lastPolledAt === null || now - lastPolledAt >= record.interval) return;
	record.interval += 5;
	throw refuseToken("slow_down");
}
