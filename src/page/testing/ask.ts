import { PassportError } from "../../contract/errors.ts";
import { normalizeScopes, scopesBeyond } from "../../contract/scopes.ts";
import { environmentOf } from "../../contract/values.ts";
import type { GetTokenParams } from "../input.ts";
import type { TestClient } from "./options.ts";

const PRESETS = ["production", "testing", "team_production", "team_testing", "rc"];

/** What a request is about, with every default filled in. */
export interface Ask {
	environment: string;
	clientId: string;
	clientNamed: boolean;
	scopes: string[];
	optionalScopes: string[];
}

/**
 * `current` is the site's current account.
 * @throws PassportError `environment_unknown`, `credentials_not_found`, `invalid_request`, like the extension.
 */
export function resolveAsk(
	clients: readonly TestClient[],
	current: string | null,
	params: GetTokenParams,
): Ask {
	const environment = environmentName(params, current);
	refuseUnknown(clients, environment);
	const configured = clients.find((client) => client.environment === environment);
	const clientId = params.clientId ?? configured?.clientId;
	if (clientId === undefined) {
		throw new PassportError("credentials_not_found", "No client is configured for this environment", {
			environment,
		});
	}
	const client = configured?.clientId === clientId ? configured : undefined;
	const scopes = normalizeScopes(params.scopes ?? client?.scopes ?? []);
	const optional = params.optionalScopes ?? (params.scopes ? [] : (client?.optionalScopes ?? []));
	return {
		...{ environment, clientId, scopes, clientNamed: params.clientId !== undefined },
		optionalScopes: scopesBeyond(normalizeScopes(optional), scopes),
	};
}

/** @throws PassportError `environment_unknown`. */
export function refuseUnknown(clients: readonly TestClient[], environment: string): void {
	if ([...PRESETS, ...clients.map((client) => client.environment)].includes(environment)) return;
	throw new PassportError("environment_unknown", "There is no such environment", { environment });
}

function environmentName({ uid, environment }: GetTokenParams, current: string | null): string {
	if (uid === undefined) return environment ?? (current === null ? "production" : environmentOf(current));
	if (environment !== undefined && environment !== environmentOf(uid)) {
		throw new PassportError("invalid_request", '"params.environment" is not the environment of "params.uid"');
	}
	return environmentOf(uid);
}
