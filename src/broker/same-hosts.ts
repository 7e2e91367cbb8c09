import type { Environment } from "../contract/settings.ts";

/** Whether two versions of an environment send tokens, codes and secrets to the same places. */
export function haveSameHosts(a: Environment, b: Environment): boolean {
	return JSON.stringify(hostsOf(a)) === JSON.stringify(hostsOf(b));
}

function hostsOf(environment: Environment): (string | null)[] {
	const { authorization_endpoint, token_endpoint, userinfo_endpoint } = environment;
	const { revocation_endpoint, device_authorization_endpoint } = environment;
	const needed = [authorization_endpoint, token_endpoint, userinfo_endpoint];
	return [...needed, revocation_endpoint, device_authorization_endpoint].map((endpoint) =>
		endpoint === undefined ? null : new URL(endpoint).origin,
	);
}
