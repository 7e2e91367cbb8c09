import type { Client } from "./model.ts";
import { readValue } from "./received.ts";
import type { Refuse } from "./refusal.ts";

/** The rights one request asks for; nothing is in both lists. */
export type AskedScopes = { readonly required: readonly string[]; readonly optional: readonly string[] };

/**
 * Reads `scope` and `optional_scope` (seed 002 › scope, optional_scope): with neither, all registered rights are
 * required; a right in both lists counts as optional; a right the app did not register is refused.
 */
export function readScopes(params: URLSearchParams, client: Client, refuse: Refuse): AskedScopes {
	const scope = split(readValue(params, "scope"));
	const optional = split(readValue(params, "optional_scope"));
	if (scope.length + optional.length === 0) return { required: client.scopes, optional: [] };
	const unknown = [...scope, ...optional].find((right) => !client.scopes.includes(right));
	if (unknown !== undefined) throw refuse(`invalid_scope: the app did not register the right "${unknown}"`);
	return { required: scope.filter((right) => !optional.includes(right)), optional };
}

function split(list: string | null): string[] {
	return [...new Set((list ?? "").split(" ").filter((right) => right !== ""))];
}

/** Whether the app is registered for all these rights: its owner may have changed them since a code was made. */
export function isRegistered(scopes: readonly string[], client: Client): boolean {
	return scopes.every((right) => client.scopes.includes(right));
}

/** Whether two lists name the same rights, in any order. */
export function sameScopes(one: readonly string[], other: readonly string[]): boolean {
	return one.length === other.length && one.every((right) => other.includes(right));
}
