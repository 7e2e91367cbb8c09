import { isSecureAddress } from "../contract/loopback.ts";

/** The site that a tab shows, as a serialised origin; undefined for what can never be connected. */
export function siteOf(address: string | undefined): string | undefined {
	const url = URL.parse(address ?? "");
	return url !== null && isSecureAddress(url) ? url.origin : undefined;
}
