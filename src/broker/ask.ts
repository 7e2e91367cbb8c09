import { PassportError } from "../contract/errors.ts";
import type { ClientParams } from "../contract/methods.ts";
import { normalizeScopes, scopesBeyond } from "../contract/scopes.ts";
import type { Client, Environment } from "../contract/settings.ts";
import { environmentOf } from "../contract/values.ts";
import { PRESETS } from "../oauth/presets.ts";
import type { Effects, Records } from "./effects.ts";

/** What a request is about, with every default filled in. */
export interface Ask {
	environment: Environment;
	client: Client;
	/** True when the request itself named the client. */
	clientNamed: boolean;
	/** Required rights; with `optionalScopes` empty too: everything the app is registered for. */
	scopes: string[];
	optionalScopes: string[];
}

/** The environment meant when a request names none. */
const DEFAULT_ENVIRONMENT = "production";

type AskParams = ClientParams & { uid?: string; optionalScopes?: string[] };

/**
 * Fills in environment, client and scopes.
 * @throws PassportError `environment_unknown`, `credentials_not_found`, `invalid_request` (a uid of another
 * environment). None of them says anything about a person.
 */
export async function resolveAsk({ records }: Effects, site: string, params: AskParams): Promise<Ask> {
	const current = (await records.read(["site", site]))?.current ?? undefined;
	const environment = await findEnvironment(records, environmentName(params, current));
	const client = await findClient(records, environment.name, params.clientId);
	const named = params.scopes !== undefined;
	const scopes = normalizeScopes(params.scopes ?? client.scopes);
	const optional = params.optionalScopes ?? (named ? [] : client.optionalScopes);
	return {
		environment,
		client,
		clientNamed: params.clientId !== undefined,
		scopes,
		optionalScopes: scopesBeyond(normalizeScopes(optional), scopes),
	};
}

/** The environment a request is about: what it names, else its site's current account's, else the default. */
function environmentName(
	{ uid, environment }: { uid?: string; environment?: string },
	current: string | undefined,
): string {
	if (uid === undefined) return environment ?? (current ? environmentOf(current) : DEFAULT_ENVIRONMENT);
	if (environment !== undefined && environment !== environmentOf(uid)) {
		throw new PassportError("invalid_request", '"params.environment" is not the environment of "params.uid"');
	}
	return environmentOf(uid);
}

/** An environment as the person set it, else as the presets say. @throws PassportError `environment_unknown`. */
export async function findEnvironment(records: Records, name: string): Promise<Environment> {
	const stored = await records.read(["environment", name]);
	const environment = stored ?? PRESETS.find((preset) => preset.name === name);
	if (environment) return environment;
	throw new PassportError("environment_unknown", "There is no such environment in the extension's options.", {
		environment: name,
	});
}

/**
 * The configured client of an environment, or the one the request names: that is a public one unless it is the
 * configured one.
 * @throws PassportError `credentials_not_found`.
 */
export async function findClient(records: Records, environment: string, clientId?: string): Promise<Client> {
	const configured = await records.read(["client", environment]);
	if (configured && (clientId === undefined || clientId === configured.clientId)) return configured;
	if (clientId !== undefined) {
		return {
			environment,
			clientId,
			scopes: [],
			optionalScopes: [],
			authentication: "body",
			wayBack: "redirect",
		};
	}
	throw new PassportError(
		"credentials_not_found",
		"No client is configured for this environment. Set its client id in the extension's options.",
		{ environment },
	);
}
