import type { Client, Environment } from "../contract/settings.ts";
import { requestToken } from "./token-request.ts";
import type { Grant, Wire } from "./types.ts";

/**
 * Renews a token with its refresh token (RFC 6749 section 6). The grant may hold a new refresh token: it must be stored
 * before the access token is used, for the old one is dead then.
 * @throws PassportError `account_not_authorized` when the refresh token no longer works, `credentials_invalid`,
 * `io_error` and the others of the table of server errors.
 */
export function refresh(
	wire: Wire,
	ask: { environment: Environment; client: Client; refreshToken: string },
): Promise<Grant> {
	const { environment, client, refreshToken } = ask;
	return requestToken(wire, {
		...{ environment, client, step: "refresh", grantType: "refresh_token" },
		parameters: { refresh_token: refreshToken },
	});
}
