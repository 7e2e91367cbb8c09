import { type AuthorizationServer, allowInsecureRequests, type ClientAuth, customFetch } from "oauth4webapi";
import { isLoopback } from "../contract/loopback.ts";
import type { Client, Environment } from "../contract/settings.ts";
import { clientAuthentication } from "./client-authentication.ts";
import type { LimitedFetch } from "./http.ts";

/**
 * An environment as oauth4webapi wants it. Without a configured issuer the authorization endpoint's origin stands for
 * it: an `iss` of another origin in the redirect is then refused (RFC 9207 section 2.4).
 */
export function describeServer({ issuer, ...environment }: Environment): AuthorizationServer {
	return { ...environment, issuer: issuer ?? new URL(environment.authorization_endpoint).origin };
}

/** The options of each request of oauth4webapi: through `fetch`, and without TLS on loopback alone. */
export function requestOptions(fetch: LimitedFetch, endpoint: string) {
	return { [customFetch]: fetch, [allowInsecureRequests]: isLoopback(new URL(endpoint)) };
}

/** The two sides of a request as oauth4webapi wants them. */
export function partiesOf(
	environment: Environment,
	client: Client,
): { server: AuthorizationServer; self: { client_id: string }; authentication: ClientAuth } {
	return {
		server: describeServer(environment),
		self: { client_id: client.clientId },
		authentication: clientAuthentication(environment, client),
	};
}
