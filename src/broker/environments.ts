import type { Environment } from "../contract/settings.ts";
import { PRESETS } from "../oauth/presets.ts";
import { signOutAccount } from "./account-sign-out.ts";
import { listAccounts } from "./accounts.ts";
import type { Effects } from "./effects.ts";

/** Where the servers are. What was given by one server is never sent to another. */

/** Saves a server's addresses. When they lead elsewhere, everybody is signed out of the old place first. */
export async function saveEnvironment(effects: Effects, environment: Environment): Promise<void> {
	await leaveServer(effects, environment.name, environment);
	await effects.records.write(["environment", environment.name], environment);
	effects.changed();
}

/** Restores a preset; removes an added environment with its client and accounts. */
export async function removeEnvironment(effects: Effects, { name }: { name: string }): Promise<void> {
	const preset = findPreset(name);
	await leaveServer(effects, name, preset);
	if (!preset) await effects.records.remove(["client", name]);
	await effects.records.remove(["environment", name]);
	effects.changed();
}

/** The environment as it is from the start, when it is one of the presets. */
export function findPreset(name: string): Environment | undefined {
	return PRESETS.find((preset) => preset.name === name);
}

/** Accounts, tokens and the client's secret belong to the old server: none of them may reach the new one. */
async function leaveServer(effects: Effects, name: string, next: Environment | undefined): Promise<void> {
	const { records } = effects;
	const before = (await records.read(["environment", name])) ?? findPreset(name);
	if (!before || (next && JSON.stringify(hostsOf(before)) === JSON.stringify(hostsOf(next)))) return;
	for (const { uid, environment } of await listAccounts(effects)) {
		if (environment === name) await signOutAccount(effects, uid);
	}
	for (const { id, environment } of await records.list("revocation")) {
		if (environment === name) await records.remove(["revocation", id]);
	}
	const client = await records.read(["client", name]);
	if (client?.clientSecret === undefined) return;
	const { clientSecret: _, ...rest } = client;
	await records.write(["client", name], rest);
}

/** The places that get tokens, codes or secrets. */
function hostsOf(environment: Environment): (string | undefined)[] {
	const { token_endpoint, userinfo_endpoint, revocation_endpoint, device_authorization_endpoint } =
		environment;
	const endpoints = [token_endpoint, userinfo_endpoint, revocation_endpoint, device_authorization_endpoint];
	return endpoints.map((endpoint) => (endpoint === undefined ? undefined : new URL(endpoint).origin));
}
