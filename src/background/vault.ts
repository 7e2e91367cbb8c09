/** A sealed record: only the vault that sealed it opens it, and only under the key it was sealed for. */
export interface Sealed {
	iv: Uint8Array<ArrayBuffer>;
	data: ArrayBuffer;
}

/** Makes the vault's key: it cannot be read out, not even by the extension. */
export function createVaultKey(): Promise<CryptoKey> {
	return crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

/** Seals a JSON value (AES-GCM, a fresh 96-bit IV, the record's own key as additional data: NIST SP 800-38D). */
export async function seal(
	vaultKey: CryptoKey,
	recordKey: readonly string[],
	value: unknown,
): Promise<Sealed> {
	const iv = crypto.getRandomValues(new Uint8Array(12));
	const plain = new TextEncoder().encode(JSON.stringify(value));
	const data = await crypto.subtle.encrypt(parameters(iv, recordKey), vaultKey, plain);
	return { iv, data };
}

/** Opens what `seal` sealed. Rejects when a bit of it, its place or the key is another. */
export async function open(
	vaultKey: CryptoKey,
	recordKey: readonly string[],
	sealed: Sealed,
): Promise<unknown> {
	const plain = await crypto.subtle.decrypt(parameters(sealed.iv, recordKey), vaultKey, sealed.data);
	return JSON.parse(new TextDecoder().decode(plain));
}

function parameters(iv: Uint8Array<ArrayBuffer>, recordKey: readonly string[]): AesGcmParams {
	return { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(JSON.stringify(recordKey)) };
}
