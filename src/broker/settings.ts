import * as v from "valibot";
import type { EnvironmentView, SettingsView } from "../contract/control.ts";
import { PassportError } from "../contract/errors.ts";
import {
	type Client,
	type ClientInput,
	type ClientView,
	type Environment,
	type Language,
	SettingsFile,
} from "../contract/settings.ts";
import { PRESETS, SERVER_TOKEN_LIMIT } from "../oauth/presets.ts";
import { findEnvironment } from "./ask.ts";
import type { Effects } from "./effects.ts";
import { findPreset, saveEnvironment } from "./environments.ts";

/** What the options page sets. */

export async function viewSettings(effects: Effects): Promise<Omit<SettingsView, "everywhere">> {
	const { records } = effects;
	const stored = await records.list("environment");
	const added = stored.filter(({ name }) => findPreset(name) === undefined);
	const presets = PRESETS.map((preset) => stored.find(({ name }) => name === preset.name) ?? preset);
	const clients = await records.list("client");
	return {
		environments: [...presets, ...added].map((environment) => viewEnvironment(effects, environment)),
		clients: clients.map(viewClient),
		language: await readLanguage(effects),
		crowded: await findCrowded(effects),
	};
}

/** Saves the client of an environment. @throws PassportError `environment_unknown`. */
export async function saveClient({ records, changed }: Effects, input: ClientInput): Promise<void> {
	await findEnvironment(records, input.environment);
	const { clientSecret, ...rest } = input;
	const before = await records.read(["client", input.environment]);
	const kept = before?.clientId === input.clientId ? before.clientSecret : undefined;
	const secret = clientSecret === undefined ? kept : clientSecret;
	const client: Client = { ...rest, ...(secret == null ? {} : { clientSecret: secret }) };
	await records.write(["client", input.environment], client);
	changed();
}

export async function removeClient(
	{ records, changed }: Effects,
	{ environment }: { environment: string },
): Promise<void> {
	await records.remove(["client", environment]);
	changed();
}

export async function readLanguage({ records }: Effects): Promise<Language> {
	return (await records.read(["preferences"]))?.language ?? "auto";
}

export async function setLanguage(
	{ records, changed }: Effects,
	preferences: { language: Language },
): Promise<void> {
	await records.write(["preferences"], preferences);
	changed();
}

/** The settings as a file: never a token; secrets only when the person asked for them. */
export async function exportSettings(
	effects: Effects,
	{ secrets }: { secrets: boolean },
): Promise<SettingsFile> {
	const clients = await effects.records.list("client");
	return {
		tokenBrokerSettings: 1,
		environments: await effects.records.list("environment"),
		clients: secrets ? clients : clients.map(({ clientSecret: _, ...client }) => client),
		language: await readLanguage(effects),
	};
}

/** Takes over a settings file; a client without a secret keeps the stored one. @throws PassportError `invalid_request`,
 * `environment_unknown`; then nothing is taken over. */
export async function importSettings(effects: Effects, { file }: { file: unknown }): Promise<void> {
	const parsed = v.safeParse(SettingsFile, file, { abortEarly: true });
	if (!parsed.success) {
		const place = v.getDotPath(parsed.issues[0]) ?? "the whole file";
		throw new PassportError("invalid_request", `This is not a settings file: "${place}" has the wrong form.`);
	}
	const names = new Set(parsed.output.environments.map(({ name }) => name));
	for (const { environment } of parsed.output.clients) {
		if (!names.has(environment)) await findEnvironment(effects.records, environment);
	}
	for (const environment of parsed.output.environments) await saveEnvironment(effects, environment);
	for (const client of parsed.output.clients) await saveClient(effects, client);
	await setLanguage(effects, { language: parsed.output.language });
}

function viewEnvironment({ authorizer }: Effects, environment: Environment): EnvironmentView {
	const preset = findPreset(environment.name);
	return {
		...environment,
		preset: preset !== undefined,
		changed: preset !== undefined && JSON.stringify(preset) !== JSON.stringify(environment),
		redirectUri: authorizer.redirectUri(environment.name),
	};
}

function viewClient({ clientSecret, ...client }: Client): ClientView {
	return { ...client, hasSecret: clientSecret !== undefined };
}

/** Apps and people with more living device tokens than the server keeps: the oldest die (seed 002, `device_id`). */
async function findCrowded({ records, wire }: Effects): Promise<SettingsView["crowded"]> {
	const tokens = await records.list("token");
	const alive = tokens.filter(({ expiresAt }) => expiresAt === null || expiresAt > wire.now());
	const groups = Map.groupBy(alive, ({ environment, clientId, uid }) =>
		JSON.stringify([environment, clientId, uid]),
	);
	return [...groups.values()].flatMap((group) => {
		const [first] = group;
		if (!first || group.length <= SERVER_TOKEN_LIMIT) return [];
		const { environment, clientId, uid } = first;
		return [{ environment, clientId, uid, alive: group.length, limit: SERVER_TOKEN_LIMIT }];
	});
}
