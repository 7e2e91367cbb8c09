/** The machine's clock, in whole seconds since 1970. */
export function now(): number {
	return Math.floor(Date.now() / 1000);
}

/** So many bytes from the machine's randomness, as base64url. */
export function random(bytes: number): string {
	return Buffer.from(crypto.getRandomValues(new Uint8Array(bytes))).toString("base64url");
}
