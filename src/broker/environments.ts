import type { Environment } from "../contract/settings.ts";
import { environmentOf } from "../contract/values.ts";
import { PRESETS } from "../oauth/presets.ts";
import { signOutAccount } from "./account-sign-out.ts";
import { listAccounts } from "./accounts.ts";
import type { Effects } from "./effects.ts";
import { tokenKey } from "./records.ts";
import { haveSameHosts } from "./same-hosts.ts";
import { removeConsents } from "./withdraw.ts";

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
	if (!before || (next && haveSameHosts(before, next))) return;
	for (const { uid, environment } of await listAccounts(effects)) {
		if (environment === name) await signOutAccount(effects, uid);
	}
	await sweep(effects, name);
	for (const { id, environment } of await records.list("revocation")) {
		if (environment === name) await records.remove(["revocation", id]);
	}
	const client = await records.read(["client", name]);
	if (client?.clientSecret === undefined) return;
	const { clientSecret: _, ...rest } = client;
	await records.write(["client", name], rest);
}

/** What belongs to no account that is here: broken records and interrupted work leave such. */
async function sweep(effects: Effects, name: string): Promise<void> {
	for (const { site } of await effects.records.list("site")) {
		await removeConsents(effects, site, "signed_out", ({ uid }) => environmentOf(uid) === name);
	}
	for (const token of await effects.records.list("token")) {
		if (token.environment === name) await effects.records.remove(tokenKey(token));
	}
	for (const { uid, environment } of await effects.records.list("account")) {
		if (environment === name) await effects.records.remove(["account", uid]);
	}
}
