import { identifyClient, requireSecret } from "./client-authentication.ts";
import { refuseToken } from "./errors.ts";
import { json } from "./json.ts";
import type { Received } from "./received.ts";
import type { World } from "./state.ts";
import { readTokenForm, requiredValue } from "./token-form.ts";

/**
 * POST `/revoke_token` (Yandex ID documentation, "Revoke a token"): only with the secret, only tokens of devices.
 * A token that is already invalid is answered like one that was just revoked.
 */
export function answerRevoke(received: Received, world: World): Response {
	const form = readTokenForm(received);
	const accessToken = requiredValue(form, "access_token");
	const client = requireSecret(identifyClient(received.headers, form, world));
	const token = world.state.tokens.get(accessToken);
	if (token !== undefined) {
		if (token.clientId !== client.id) throw refuseToken("invalid_grant", "Token was issued to another app");
		if (token.device === null) throw refuseToken("unsupported_token_type");
		world.state.tokens.delete(accessToken);
	}
	return json({ status: "ok" });
}
