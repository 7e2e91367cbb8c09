import type { Client, Environment } from "../contract/settings.ts";
import { codeOf, type JudgedRedirect } from "./redirect.ts";
import { requestToken } from "./token-request.ts";
import type { Grant, Wire } from "./types.ts";

/**
 * Exchanges the code of a judged redirect for a token; each redirect works once (RFC 6749 section 4.1.3). Yandex takes
 * no `redirect_uri` here, and the device from the authorization request (seed 002, "Exchanging a confirmation code").
 * @throws PassportError `code_invalid`, `credentials_invalid`, `payment_auth_required`, `io_error` and the others of
 * the table of server errors.
 */
export async function exchangeCode(
	wire: Wire,
	ask: {
		environment: Environment;
		client: Client;
		redirectUri: string;
		redirect: JudgedRedirect;
		codeVerifier: string;
	},
): Promise<Grant> {
	const { environment, client, redirectUri, redirect, codeVerifier } = ask;
	return requestToken(wire, {
		...{ environment, client, step: "exchange", grantType: "authorization_code" },
		parameters: {
			code: codeOf(redirect),
			code_verifier: codeVerifier,
			...(environment.dialect === "standard" ? { redirect_uri: redirectUri } : {}),
		},
	});
}
