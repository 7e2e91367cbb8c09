import { requireSecret } from "./client-authentication.ts";
import { CODE_SHAPE, liveCode } from "./codes.ts";
import { readDevice } from "./device-parameters.ts";
import { refuseToken } from "./errors.ts";
import type { Exchange } from "./exchange.ts";
import { issueToken, tokenAnswer } from "./issue.ts";
import { requirePayment } from "./payment.ts";
import { isVerifier } from "./pkce.ts";
import { readValue } from "./received.ts";
import { isRegistered } from "./scopes.ts";
import type { CodeRecord } from "./state.ts";
import { requiredValue } from "./token-form.ts";

/** `grant_type=authorization_code`. The app proves itself by its secret or, where the code has a challenge, by PKCE. */
export async function grantByCode(exchange: Exchange): Promise<Response> {
	const { form, world } = exchange;
	const { client } = exchange.caller;
	const code = readCode(exchange);
	await checkVerifier(code, exchange);
	const device = code.device ?? readDevice(form, (problem) => refuseToken("invalid_request", problem));
	if (code.playedError !== null) {
		world.state.codes.delete(code.value);
		throw refuseToken(code.playedError);
	}
	if (!isRegistered(code.scopes, client)) throw refuseToken("invalid_scope");
	requirePayment(code, exchange);
	// The verifier was awaited: of two exchanges at once only one still finds the code.
	if (!world.state.codes.delete(code.value)) throw refuseToken("invalid_grant");
	const { personId, scopes, fewer, redirectUri } = code;
	const token = issueToken(world, { client, personId, device, scopes, fewer, redirectUri });
	return tokenAnswer(token, world.now());
}

function readCode({ form, caller, world }: Exchange): CodeRecord {
	const value = requiredValue(form, "code");
	if (!CODE_SHAPE.test(value)) throw refuseToken("bad_verification_code");
	const code = liveCode(world, value);
	if (code === undefined) throw refuseToken("invalid_grant", "Code has expired");
	if (code.clientId !== caller.client.id)
		throw refuseToken("invalid_grant", "Code was issued to another app");
	return code;
}

/** A verifier without a challenge is refused as well: RFC 9700 section 2.1.1, PKCE downgrade. */
async function checkVerifier(code: CodeRecord, { form, caller, world }: Exchange): Promise<void> {
	const verifier = readValue(form, "code_verifier");
	if (code.challenge === null) {
		requireSecret(caller);
		if (verifier !== null)
			throw refuseToken("invalid_grant", "The code was requested without code_challenge");
		return;
	}
	if (verifier !== null && (await isVerifier(verifier, code.challenge))) return;
	world.state.codes.delete(code.value);
	throw refuseToken("invalid_grant", "code_verifier does not match code_challenge");
}
