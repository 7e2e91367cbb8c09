import * as v from "valibot";
import type { Records } from "../broker/effects.ts";
import { RECORDS, type RecordKey, type RecordKind, type RecordShape } from "../broker/records.ts";
import { PassportError } from "../contract/errors.ts";
import { del, get, openDatabase, promisifyRequest, set, update } from "./database.ts";
import { createVaultKey, open, type Sealed, seal } from "./vault.ts";

const VAULT_KEY = ["vault key"];
const QUARANTINE = "quarantine";

/**
 * The encrypted store. What cannot be opened or has not its shape is put aside under `quarantine` and reads as
 * nothing, so that one broken record stops nothing else.
 * @throws PassportError `unknown_error` when the browser's database fails (disk full, private browsing).
 */
export function openRecords(name: string): Records {
	const store = openDatabase(name);
	let vaultKey: Promise<CryptoKey> | undefined;

	function unlock(): Promise<CryptoKey> {
		vaultKey ??= readVaultKey().catch((thrown) => {
			vaultKey = undefined;
			throw thrown;
		});
		return vaultKey;
	}

	async function readVaultKey(): Promise<CryptoKey> {
		const stored = await get<CryptoKey>(VAULT_KEY, store);
		if (stored instanceof CryptoKey) return stored;
		const fresh = await createVaultKey();
		await update<CryptoKey>(VAULT_KEY, (old) => (old instanceof CryptoKey ? old : fresh), store);
		return (await get<CryptoKey>(VAULT_KEY, store)) ?? fresh;
	}

	async function reveal<K extends RecordKind>(
		key: RecordKey<K>,
		sealed: unknown,
	): Promise<RecordShape<K> | undefined> {
		if (sealed === undefined) return undefined;
		try {
			const value = await open(await unlock(), key, sealed as Sealed);
			return v.parse(RECORDS[key[0]], value) as RecordShape<K>;
		} catch {
			await set([QUARANTINE, ...key], sealed, store);
			await del([...key], store);
			return undefined;
		}
	}

	async function keysOf(kind: string): Promise<string[][]> {
		const keys = await store("readonly", (records) => promisifyRequest(records.getAllKeys(rangeOf(kind))));
		return keys as string[][];
	}

	return {
		read: (key) => tell(async () => reveal(key, await get([...key], store))),
		write: (key, record) => tell(async () => set([...key], await seal(await unlock(), key, record), store)),
		remove: (key) => tell(() => del([...key], store)),
		keys: <K extends RecordKind>(kind: K) =>
			tell(async () => (await keysOf(kind)) as unknown as RecordKey<K>[]),
		list: <K extends RecordKind>(kind: K) =>
			tell(async () => {
				const keys = (await keysOf(kind)) as unknown as RecordKey<K>[];
				const found = await Promise.all(keys.map(async (key) => reveal(key, await get([...key], store))));
				return found.filter((record) => record !== undefined);
			}),
		quarantined: () => tell(async () => (await keysOf(QUARANTINE)).length),
	};
}

/** All array keys whose first element is `kind`: an array sorts after every string. */
function rangeOf(kind: string): IDBKeyRange {
	return IDBKeyRange.bound([kind], [kind, []]);
}

async function tell<T>(task: () => Promise<T>): Promise<T> {
	try {
		return await task();
	} catch (thrown) {
		throw new PassportError("unknown_error", describe(thrown), {}, thrown);
	}
}

function describe(thrown: unknown): string {
	const name = thrown instanceof DOMException ? thrown.name : "";
	if (name === "QuotaExceededError")
		return "The disk is full: the extension could not store anything. Free some space.";
	if (name === "InvalidStateError") {
		return "The browser does not let the extension store anything, as in permanent private browsing.";
	}
	return "The extension could not use its storage. Try again.";
}
