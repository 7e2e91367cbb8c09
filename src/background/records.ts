import * as v from "valibot";
import type { Records } from "../broker/effects.ts";
import { RECORDS, type RecordKey, type RecordKind, type RecordShape } from "../broker/records.ts";
import { PassportError } from "../contract/errors.ts";
import { del, get, openDatabase, promisifyRequest, set, update } from "./database.ts";
import { createVaultKey, open, type Sealed, seal } from "./vault.ts";

const VAULT_KEY = ["vault key"];
const QUARANTINE = "quarantine";

/** So many opened records are kept at hand; then all are let go. */
const AT_HAND = 500;

/**
 * The encrypted store. What cannot be opened or has not its shape is put aside under `quarantine` and reads as
 * nothing, so that one broken record stops nothing else. Only the background writes, so what it has read or written
 * once it need not open again while it lives: `getToken` answers without a look at the disk.
 * @throws PassportError `unknown_error` when the browser's database fails (disk full, private browsing).
 */
export function openRecords(name: string): Records {
	let atHand = new Map<string, Promise<unknown>>();
	let vaultKey: Promise<CryptoKey> | undefined;
	const letGo = () => {
		// What a change under way adds at its end is added where nobody looks any more.
		atHand = new Map();
		vaultKey = undefined;
	};
	const kept = openDatabase(name, "strict", letGo);
	// A write holds up every read of its database. What nothing depends on has its own, and no wait for the disk.
	const noted = openDatabase(`${name} activity`, "relaxed", letGo);
	const storeOf = (kind: string) => (kind === "activity" ? noted : kept);

	function unlock(): Promise<CryptoKey> {
		vaultKey ??= readVaultKey().catch((thrown) => {
			vaultKey = undefined;
			throw thrown;
		});
		return vaultKey;
	}

	async function readVaultKey(): Promise<CryptoKey> {
		const stored = await get<CryptoKey>(VAULT_KEY, kept);
		if (stored instanceof CryptoKey) return stored;
		const fresh = await createVaultKey();
		await update<CryptoKey>(VAULT_KEY, (old) => (old instanceof CryptoKey ? old : fresh), kept);
		return (await get<CryptoKey>(VAULT_KEY, kept)) ?? fresh;
	}

	async function fetchRecord<K extends RecordKind>(key: RecordKey<K>): Promise<RecordShape<K> | undefined> {
		// First: what a database that is deleted meanwhile gave is not held against the next one's key.
		const opener = await unlock();
		const sealed = await get<unknown>([...key], storeOf(key[0]));
		if (sealed === undefined) return undefined;
		try {
			const value = await open(opener, key, sealed as Sealed);
			return v.parse(RECORDS[key[0]], value) as RecordShape<K>;
		} catch {
			// Where the disk is full it stays, and is broken again at the next look.
			await putAside(key, sealed).catch(() => undefined);
			return undefined;
		}
	}

	/** Puts a broken record aside; the one that may have been written in its place meanwhile stays. */
	async function putAside(key: RecordKey, broken: unknown): Promise<void> {
		await set([QUARANTINE, ...key], broken, kept);
		await storeOf(key[0])("readwrite", (records) => {
			const now = records.get([...key]);
			now.onsuccess = () => {
				if (markOf(now.result) === markOf(broken)) records.delete([...key]);
			};
			return promisifyRequest(records.transaction);
		});
	}

	async function keysOf(kind: string): Promise<string[][]> {
		const keys = await storeOf(kind)("readonly", (records) =>
			promisifyRequest(records.getAllKeys(rangeOf(kind))),
		);
		return keys as string[][];
	}

	function read<K extends RecordKind>(key: RecordKey<K>): Promise<RecordShape<K> | undefined> {
		const id = JSON.stringify(key);
		const known = atHand.get(id) as Promise<RecordShape<K> | undefined> | undefined;
		if (known) return known;
		if (atHand.size >= AT_HAND) atHand.clear();
		const fetched = fetchRecord(key);
		atHand.set(id, fetched);
		fetched.catch(() => atHand.delete(id));
		return fetched;
	}

	/** Carries a change out; what is at hand is right before, and after, and unknown in between. */
	async function change(key: RecordKey, task: () => Promise<void>, after: unknown): Promise<void> {
		const id = JSON.stringify(key);
		const known = atHand;
		known.delete(id);
		await task();
		if (key[0] !== "activity") known.set(id, Promise.resolve(after));
	}

	return {
		read: (key) => tell(() => read(key)),
		write: (key, record) =>
			tell(() =>
				change(
					key,
					async () => set([...key], await seal(await unlock(), key, record), storeOf(key[0])),
					record,
				),
			),
		remove: (key) => tell(() => change(key, () => del([...key], storeOf(key[0])), undefined)),
		keys: <K extends RecordKind>(kind: K) =>
			tell(async () => (await keysOf(kind)) as unknown as RecordKey<K>[]),
		list: <K extends RecordKind>(kind: K) =>
			tell(async () => {
				const keys = (await keysOf(kind)) as unknown as RecordKey<K>[];
				const found = await Promise.all(keys.map(fetchRecord));
				return found.filter((record) => record !== undefined);
			}),
		quarantined: () => tell(async () => (await keysOf(QUARANTINE)).length),
	};
}

/** Tells a sealed record from every other one of its key: no two are sealed with the same IV. */
function markOf(sealed: unknown): string {
	return String((sealed as Partial<Sealed> | null | undefined)?.iv);
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
