import { REDIRECT_ERRORS, type RedirectErrorCode } from "./errors.ts";
import { languageOf } from "./language.ts";
import type { Client } from "./model.ts";
import type { Received } from "./received.ts";
import type { World } from "./state.ts";

/**
 * Where an app's redirects go: what `/authorize` named, when it matches a registered address; the first registered
 * address when nothing was named; `null` when there is no match. Scheme, host, port and path must be equal, query
 * and fragment may differ.
 */
export function chooseRedirect(named: string | null, registered: readonly string[]): URL | null {
	const wanted = URL.parse(named ?? registered[0] ?? "");
	if (wanted === null) return null;
	return registered.some((address) => sameAddress(wanted, URL.parse(address))) ? wanted : null;
}

function sameAddress(one: URL, other: URL | null): boolean {
	return (
		other !== null &&
		one.protocol === other.protocol &&
		one.host === other.host &&
		one.pathname === other.pathname
	);
}

/** The addresses an app may be redirected to; for "API access" only the verification page. */
export function registeredRedirects(
	client: Client,
	{ url }: Pick<Received, "url">,
	world: World,
): readonly string[] {
	if (client.kind !== "API access") return client.redirectUris;
	return [world.settings.verificationAddress ?? new URL("/verification_code", url).href];
}

/** An HTTP redirect to an app, with these parameters added to the address's own query; `null` ones are left out. */
export function redirectTo(
	address: URL,
	params: Record<string, string | null>,
	status: 302 | 303 = 302,
): Response {
	const target = new URL(address);
	for (const [name, value] of Object.entries(params)) {
		if (value !== null) target.searchParams.set(name, value);
	}
	const headers = { location: target.href, "cache-control": "no-store", "referrer-policy": "no-referrer" };
	return new Response(null, { status, headers });
}

/** The parameters of a redirect with an error (seed 002 › code-url), described in the domain's language. */
export function redirectErrorParams(
	code: RedirectErrorCode,
	state: string | null,
	received: Pick<Received, "url" | "headers">,
): Record<string, string | null> {
	return { error: code, error_description: REDIRECT_ERRORS[code][languageOf(received)], state };
}
