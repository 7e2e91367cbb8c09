import { createHash } from "node:crypto";
import manifest from "../manifest.json" with { type: "json" };

/**
 * The id that Chromium gives to an extension with this public `key` (base64 of the DER form): the first half of
 * its SHA-256, each hex digit written as one of the letters a to p.
 */
export function chromiumId(key: string): string {
	const digest = createHash("sha256").update(Buffer.from(key, "base64")).digest("hex").slice(0, 32);
	return digest.replace(/./g, (digit) => String.fromCharCode("a".charCodeAt(0) + Number.parseInt(digit, 16)));
}

/**
 * The host to which Firefox lets `identity.launchWebAuthFlow` come back: the SHA-1 of the gecko id, under
 * Mozilla's own domain.
 */
export function firefoxRedirectHost(geckoId: string): string {
	return `${createHash("sha1").update(geckoId).digest("hex")}.extensions.allizom.org`;
}

/** The fixed id of this extension in Chromium. */
export const CHROMIUM_ID: string = chromiumId(manifest.key);

/** The fixed id of this extension in Firefox. */
export const FIREFOX_ID: string = manifest.browser_specific_settings.gecko.id;
