import { readDevice } from "./device-parameters.ts";
import type { Client, Device } from "./model.ts";
import { refusePage } from "./page.ts";
import { type Challenge, readChallenge } from "./pkce.ts";
import { duplicated, type Received, readValue } from "./received.ts";
import { chooseRedirect, registeredRedirects } from "./redirect.ts";
import { type AskedScopes, readScopes } from "./scopes.ts";
import type { World } from "./state.ts";

/** A request for a confirmation code that kept all limits of seed 002 › get-code. */
export type AuthorizationRequest = {
	readonly client: Client;
	readonly redirectUri: URL;
	readonly state: string | null;
	readonly device: Device | null;
	readonly loginHint: string | null;
	readonly asked: AskedScopes;
	readonly forceConfirm: boolean;
	readonly challenge: Challenge | null;
};

/** Reads the query of `/authorize`. Whatever is wrong becomes an HTML page with status 400, never a redirect. */
export function readAuthorizationRequest(received: Received, world: World): AuthorizationRequest {
	const { query } = received;
	const twice = duplicated(query);
	if (twice !== undefined) throw refusePage(`The parameter ${twice} was sent twice.`);
	const client = readClient(query, world);
	const redirectUri = chooseRedirect(
		readValue(query, "redirect_uri"),
		registeredRedirects(client, received, world),
	);
	if (redirectUri === null) throw refusePage("redirect_uri does not match the Callback URL of the app.");
	if (query.get("response_type") !== "code") throw refusePage('response_type must be "code".');
	return {
		client,
		redirectUri,
		state: readState(query),
		device: readDevice(query, refusePage),
		loginHint: readValue(query, "login_hint"),
		asked: readScopes(query, client, refusePage),
		forceConfirm: ["yes", "true", "1"].includes(query.get("force_confirm") ?? ""),
		challenge: readChallenge(query, refusePage),
	};
}

function readClient(query: URLSearchParams, { state }: World): Client {
	const id = readValue(query, "client_id");
	if (id === null) throw refusePage("client_id is not specified.");
	const client = state.clients.get(id);
	if (client === undefined) throw refusePage("There is no app with this client_id.");
	return client;
}

function readState(query: URLSearchParams): string | null {
	const state = query.get("state");
	if (state !== null && state.length > 1024) throw refusePage("state must be up to 1024 characters long.");
	return state;
}
