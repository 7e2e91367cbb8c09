import { refuseToken } from "./errors.ts";
import type { Client } from "./model.ts";
import { readValue } from "./received.ts";
import type { World } from "./state.ts";

/** Who calls: an app, and whether it proved with its secret that it is that app. */
export type Caller = { readonly client: Client; readonly proven: boolean };

type Credentials = { readonly id: string; readonly secret: string | null };

/**
 * Reads the app's id and secret from the `Authorization` header or the body; with a header the body's are ignored
 * (seed 002 › get-token). Refuses unknown, blocked and unapproved apps and a wrong secret; no secret is not refused.
 */
export function identifyClient(headers: Headers, form: URLSearchParams, { state }: World): Caller {
	const { id, secret } = readBasic(headers.get("authorization")) ?? readBody(form);
	const client = state.clients.get(id);
	if (client === undefined) throw refuseToken("invalid_client", "Client not found");
	if (client.standing === "blocked") throw refuseToken("invalid_client", "Client is blocked");
	if (client.standing !== undefined) throw refuseToken("unauthorized_client");
	if (secret !== null && secret !== client.secret) throw wrongSecret();
	return { client, proven: secret !== null };
}

/** The app, where only its secret will do. */
export function requireSecret({ client, proven }: Caller): Client {
	if (!proven) throw wrongSecret();
	return client;
}

function wrongSecret() {
	return refuseToken("invalid_client", "Wrong client secret");
}

function readBody(form: URLSearchParams): Credentials {
	const id = readValue(form, "client_id");
	if (id === null) throw refuseToken("invalid_request", "client_id not specified");
	return { id, secret: readValue(form, "client_secret") };
}

function readBasic(header: string | null): Credentials | null {
	if (header === null) return null;
	const [scheme = "", encoded = "", ...rest] = header.trim().split(/\s+/);
	if (scheme.toLowerCase() !== "basic") throw refuseToken("Basic auth required");
	const decoded = rest.length === 0 ? decodeBase64(encoded) : null;
	const colon = decoded?.indexOf(":") ?? -1;
	if (decoded === null || colon < 0) throw refuseToken("Malformed Authorization header");
	return { id: decoded.slice(0, colon), secret: decoded.slice(colon + 1) || null };
}

function decodeBase64(encoded: string): string | null {
	try {
		return atob(encoded);
	} catch {
		return null;
	}
}
