import type { Client } from "./model.ts";
import { sameScopes } from "./scopes.ts";
import type { World } from "./state.ts";

/**
 * Registers an app, or changes it: when its owner changes its rights, all tokens it ever got end (Yandex ID
 * documentation, "Revoke a token"). TypeError for an app "for API access" with `login:*` rights.
 */
export function register(client: Client, { state }: World): void {
	if (client.kind === "API access" && client.scopes.some((right) => right.startsWith("login:"))) {
		throw new TypeError('an app "for API access" cannot have login:* rights');
	}
	const before = state.clients.get(client.id);
	state.clients.set(client.id, client);
	if (before === undefined || sameScopes(before.scopes, client.scopes)) return;
	for (const token of state.tokens.values()) {
		if (token.clientId === client.id) state.tokens.delete(token.accessToken);
	}
}
