import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { createVaultKey, open, type Sealed, seal } from "../../src/background/vault.ts";

/** security.md 34: what was sealed opens as it was and where it was, or not at all. */

const KEY = ["token", "production", "1", "app", "https://shop.example"];
const VALUE = { accessToken: "marked-token", refreshToken: "marked-refresh", scopes: ["a"] };

let vaultKey: CryptoKey;

beforeAll(async () => {
	vaultKey = await createVaultKey();
});

const bytesOf = ({ data }: Sealed) => new Uint8Array(data.slice(0));
const flipped = (bytes: Uint8Array<ArrayBuffer>, at: number) => {
	const copy = bytes.slice();
	copy[at] = (copy[at] ?? 0) ^ 1;
	return copy;
};

describe("a sealed record", () => {
	it("opens as it was", async () => {
		expect(await open(vaultKey, KEY, await seal(vaultKey, KEY, VALUE))).toEqual(VALUE);
	});

	it("holds nothing of it that could be read", async () => {
		const text = new TextDecoder("latin1").decode((await seal(vaultKey, KEY, VALUE)).data);
		expect(text).not.toContain("marked");
		expect(text).not.toContain("accessToken");
	});

	it("is another one each time", async () => {
		const [a, b] = [await seal(vaultKey, KEY, VALUE), await seal(vaultKey, KEY, VALUE)];
		expect(a.iv).toHaveLength(12);
		expect(a.iv).not.toEqual(b.iv);
		expect(bytesOf(a)).not.toEqual(bytesOf(b));
	});

	it("keeps any JSON", async () => {
		await fc.assert(
			fc.asyncProperty(fc.jsonValue(), fc.array(fc.string()), async (value, key) => {
				const kept = JSON.parse(JSON.stringify(value));
				expect(await open(vaultKey, key, await seal(vaultKey, key, value))).toEqual(kept);
			}),
			{ numRuns: 100 },
		);
	});

	it("does not open with any one bit of it flipped", async () => {
		const sealed = await seal(vaultKey, KEY, VALUE);
		const all = bytesOf(sealed);
		for (const at of all.keys()) {
			await expect(open(vaultKey, KEY, { ...sealed, data: flipped(all, at).buffer })).rejects.toThrow();
		}
		for (const at of sealed.iv.keys()) {
			await expect(open(vaultKey, KEY, { ...sealed, iv: flipped(sealed.iv, at) })).rejects.toThrow();
		}
	});

	it("does not open when it was cut off anywhere", async () => {
		const sealed = await seal(vaultKey, KEY, VALUE);
		for (let length = 0; length < sealed.data.byteLength; length += 1) {
			await expect(open(vaultKey, KEY, { ...sealed, data: sealed.data.slice(0, length) })).rejects.toThrow();
		}
	});

	it.each([
		["another site's place", ["token", "production", "1", "app", "https://evil.example"]],
		["the place of another kind", ["site", ...KEY.slice(1)]],
		[
			"a place whose parts are put together otherwise",
			["token", "production", "1", "app,https://shop.example"],
		],
		["a place with one more part", [...KEY, ""]],
		["no place", []],
	])("does not open in %s", async (_, elsewhere) => {
		await expect(open(vaultKey, elsewhere, await seal(vaultKey, KEY, VALUE))).rejects.toThrow();
	});

	it("does not open with another vault's key", async () => {
		const sealed = await seal(vaultKey, KEY, VALUE);
		await expect(open(await createVaultKey(), KEY, sealed)).rejects.toThrow();
	});

	it.each([
		["nothing", null],
		["a text", "sealed"],
		["the record itself", VALUE],
		["an empty iv", { iv: new Uint8Array(0), data: new ArrayBuffer(40) }],
		["no data", { iv: new Uint8Array(12) }],
	])("is not %s", async (_, garbage) => {
		await expect(open(vaultKey, KEY, garbage as unknown as Sealed)).rejects.toThrow();
	});
});

describe("the vault's key", () => {
	it("cannot be read out", async () => {
		expect(vaultKey.extractable).toBe(false);
		for (const format of ["raw", "jwk"] as const) {
			await expect(crypto.subtle.exportKey(format, vaultKey)).rejects.toThrow();
		}
	});
});
