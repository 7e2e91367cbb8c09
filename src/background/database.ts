import { promisifyRequest, type UseStore } from "idb-keyval";

export { del, get, promisifyRequest, set, update } from "idb-keyval";

const STORE = "records";

/**
 * An IndexedDB database as an idb-keyval store. `strict` writes resolve when they are on the disk. A dead connection
 * (database deleted, browser under memory pressure) is replaced once before the fault is passed on; `lost` hears of it,
 * as what was read through it may be true no more.
 */
export function openDatabase(name: string, durability: "strict" | "relaxed", lost: () => void): UseStore {
	let connection: Promise<IDBDatabase> | undefined;

	function connect(): Promise<IDBDatabase> {
		connection ??= request(name).then(
			(database) => {
				database.onclose = forget;
				database.onversionchange = () => {
					database.close();
					forget();
				};
				return database;
			},
			(thrown) => {
				connection = undefined;
				throw thrown;
			},
		);
		return connection;
	}

	function forget(): void {
		connection = undefined;
		lost();
	}

	async function begin(mode: IDBTransactionMode): Promise<IDBObjectStore> {
		const database = await connect();
		return database.transaction(STORE, mode, { durability }).objectStore(STORE);
	}

	return async (mode, callback) => {
		const store = await begin(mode).catch((thrown: unknown) => {
			if (!(thrown instanceof DOMException) || thrown.name !== "InvalidStateError") throw thrown;
			forget();
			return begin(mode);
		});
		return callback(store);
	};
}

function request(name: string): Promise<IDBDatabase> {
	const opening = indexedDB.open(name, 1);
	opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
	return promisifyRequest(opening);
}
