import type { Client, Person } from "./model.ts";
import type { AskedScopes } from "./scopes.ts";
import { pair, type World } from "./state.ts";

/** Whether the person agreed before to every right that is asked for now, optional ones too. */
export function isGranted(
	world: World,
	client: Client,
	person: Person,
	{ required, optional }: AskedScopes,
): boolean {
	const granted = world.state.grants.get(pair(client.id, person.id));
	return granted !== undefined && [...required, ...optional].every((right) => granted.has(right));
}

/** Remembers what a person agreed to; earlier rights stay. */
export function rememberGrant(world: World, client: Client, person: Person, scopes: readonly string[]): void {
	const key = pair(client.id, person.id);
	world.state.grants.set(key, new Set([...(world.state.grants.get(key) ?? []), ...scopes]));
}

/** What the person withdraws at the data-access page: the grant and all tokens and codes of that app end, of devices too. */
export function withdrawAccess({ state }: World, clientId: string, personId: string): void {
	state.grants.delete(pair(clientId, personId));
	for (const records of [state.tokens, state.codes]) {
		for (const [key, record] of records) {
			if (record.clientId === clientId && record.personId === personId) records.delete(key);
		}
	}
	for (const { deviceCode, decision, clientId: owner } of state.deviceCodes.values()) {
		if (owner !== clientId || typeof decision === "string") continue;
		if (decision.personId === personId) state.deviceCodes.delete(deviceCode);
	}
}
