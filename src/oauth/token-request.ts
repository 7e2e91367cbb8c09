import { genericTokenEndpointRequest } from "oauth4webapi";
import type { Client, Environment } from "../contract/settings.ts";
import { readAnswer } from "./answer.ts";
import { readGrant } from "./grant.ts";
import { fetchWithin } from "./http.ts";
import { partiesOf, requestOptions } from "./server.ts";
import type { Step } from "./server-errors.ts";
import type { Grant, Wire } from "./types.ts";

/** One request to the token endpoint. */
export interface TokenRequest {
	environment: Environment;
	client: Client;
	step: Step;
	grantType: string;
	/** Everything but `grant_type` and the client's own. */
	parameters: Record<string, string>;
}

/**
 * Asks the token endpoint once (RFC 6749 section 3.2).
 * @throws PassportError by the table of server errors, `io_error`, or `unknown_error` for an unusable answer.
 */
export async function requestToken(wire: Wire, request: TokenRequest): Promise<Grant> {
	const { environment, client, step, grantType, parameters } = request;
	const { server, self, authentication } = partiesOf(environment, client);
	const issuedAt = wire.now();
	const response = await genericTokenEndpointRequest(
		server,
		self,
		authentication,
		grantType,
		parameters,
		requestOptions(fetchWithin(wire, environment), environment.token_endpoint),
	);
	const context = { environment, step };
	return readGrant(await readAnswer(response, context), client, issuedAt, context);
}
