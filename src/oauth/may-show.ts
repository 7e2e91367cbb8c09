import { isLoopback, isSecureAddress } from "../contract/loopback.ts";
import type { Environment } from "../contract/settings.ts";

/**
 * Whether a person may be sent to an address that a server named: `https:`, and on this very machine only to the
 * server that a developer runs there. A server elsewhere never sends people to what listens here.
 */
export function mayShow(address: string, { authorization_endpoint }: Environment): boolean {
	const url = address.length > 2048 ? null : URL.parse(address);
	if (!url || !isSecureAddress(url) || url.username !== "" || url.password !== "") return false;
	return !isLoopback(url) || url.origin === new URL(authorization_endpoint).origin;
}
