import { requireSecret } from "./client-authentication.ts";
import { refuseToken } from "./errors.ts";
import type { Exchange } from "./exchange.ts";
import { isAlive, issueToken, tokenAnswer } from "./issue.ts";
import type { Client } from "./model.ts";
import { requirePayment } from "./payment.ts";
import type { TokenRecord, World } from "./state.ts";
import { requiredValue } from "./token-form.ts";

/** `grant_type=refresh_token`: only with the secret. The old refresh token dies, and with it the old access token. */
export function grantByRefresh(exchange: Exchange): Response {
	const { form, world } = exchange;
	const client = requireSecret(exchange.caller);
	const refreshToken = requiredValue(form, "refresh_token");
	const old = [...world.state.tokens.values()].find((token) => token.refreshToken === refreshToken);
	if (old === undefined || !isAlive(old, world.now()))
		throw refuseToken("invalid_grant", "Refresh token has expired");
	if (old.clientId !== client.id) throw refuseToken("invalid_grant", "Token was issued to another app");
	requirePayment(old, exchange);
	return tokenAnswer(renew(old, client, world), world.now());
}

function renew(old: TokenRecord, client: Client, world: World): TokenRecord {
	if (client.keepsAccessToken === true) {
		const kept = { ...old, refreshToken: `1:${world.random(24)}` };
		world.state.tokens.set(kept.accessToken, kept);
		return kept;
	}
	world.state.tokens.delete(old.accessToken);
	const { personId, device, scopes, fewer, redirectUri } = old;
	return issueToken(world, { client, personId, device, scopes, fewer, redirectUri });
}
