import { normalizeScopes, scopesBeyond } from "../contract/scopes.ts";
import type { Client, Environment } from "../contract/settings.ts";
import { refuseBeyondLimits } from "./authorization-limits.ts";
import type { Device } from "./types.ts";

/** What an authorization request is made of. */
export interface AuthorizationAsk {
	environment: Environment;
	client: Client;
	redirectUri: string;
	/** With `optionalScopes` empty too, the server grants the rights the app is registered for. */
	scopes: readonly string[];
	optionalScopes: readonly string[];
	state: string;
	/** S256. Left out only for a code that somebody else redeems, without PKCE. */
	codeChallenge?: string;
	device: Device;
	loginHint?: string;
	/** Ask the person even if they agreed before, and let them choose the account. */
	forceConfirm?: boolean;
	/** Nothing may be shown: a server that knows the wish refuses at once instead of showing a page. */
	silent?: boolean;
}

/**
 * The address that a person is sent to (seed 002, "Confirmation code request"; RFC 6749 section 4.1.1; RFC 7636
 * section 4.3).
 * @throws PassportError `invalid_request` or `unknown_error` when a parameter is beyond its limit.
 */
export function authorizationUrl(ask: AuthorizationAsk): string {
	const parameters = {
		response_type: "code",
		client_id: ask.client.clientId,
		redirect_uri: ask.redirectUri,
		...(ask.environment.dialect === "yandex" ? yandexParameters(ask) : standardParameters(ask)),
		...(ask.loginHint === undefined ? {} : { login_hint: ask.loginHint }),
		...(ask.codeChallenge === undefined
			? {}
			: { code_challenge: ask.codeChallenge, code_challenge_method: "S256" }),
		state: ask.state,
	};
	refuseBeyondLimits(parameters);
	const url = new URL(ask.environment.authorization_endpoint);
	for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
	return url.href;
}

type Parameters = Record<string, string>;

function yandexParameters({ device, scopes, optionalScopes, forceConfirm }: AuthorizationAsk): Parameters {
	return {
		device_id: device.id,
		device_name: device.name,
		...scopeParameter("scope", scopes),
		...scopeParameter("optional_scope", scopesBeyond(optionalScopes, scopes)),
		...(forceConfirm ? { force_confirm: "yes" } : {}),
	};
}

/** RFC 6749 knows no optional rights. */
function standardParameters(ask: AuthorizationAsk): Parameters {
	const scopes = [...ask.scopes, ...ask.optionalScopes];
	const prompt = promptFor(ask, scopes);
	return { ...scopeParameter("scope", scopes), ...(prompt === undefined ? {} : { prompt }) };
}

/** OpenID Connect Core section 3.1.2.1; without `consent` there is no `offline_access`, says its section 11. */
function promptFor({ silent, forceConfirm }: AuthorizationAsk, scopes: string[]): string | undefined {
	if (silent) return "none";
	if (forceConfirm) return "login consent";
	return scopes.includes("offline_access") ? "consent" : undefined;
}

function scopeParameter(name: string, scopes: readonly string[]): Parameters {
	return scopes.length === 0 ? {} : { [name]: normalizeScopes(scopes).join(" ") };
}
