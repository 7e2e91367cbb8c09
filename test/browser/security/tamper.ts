import type { Stage } from "../harness/stage.ts";

/** What somebody with the profile's files in their hands could do to a record. */
export type Harm = "flipped" | "cut" | "null" | "text" | "number" | "empty" | "swapped";

/** Harms records, and ends the background before and after: it would not look again at what it has read. */
export async function tamper(stage: Stage, parts: string[], how: Harm, other: string[] = []): Promise<void> {
	await stage.stopWorker();
	await harm(stage, parts, how, other);
	await stage.stopWorker();
}

/**
 * Harms the records whose key holds all these parts (all records: no parts), under a living background. `swapped`: the
 * record of `other` is put in their place.
 */
export async function harm(stage: Stage, parts: string[], how: Harm, other: string[] = []): Promise<void> {
	const options = await stage.openOptions();
	await options.evaluate(
		async (wanted, damage, from) => {
			const done = <T>(request: IDBRequest<T>) =>
				new Promise<T>((resolve, reject) => {
					request.onsuccess = () => resolve(request.result);
					request.onerror = () => reject(request.error);
				});
			const database = await done(indexedDB.open("token-broker"));
			const store = () => database.transaction("records", "readwrite").objectStore("records");
			const keys = (await done(store().getAllKeys())) as string[][];
			const holding = (all: string[]) =>
				keys.filter((key) => key[0] !== "quarantine" && all.every((part) => key.includes(part)));
			for (const key of holding(wanted)) {
				const sealed = (await done(store().get(key))) as { iv: Uint8Array; data: ArrayBuffer };
				const bytes = new Uint8Array(sealed.data ?? new ArrayBuffer(1));
				const flipped = bytes.slice();
				flipped[0] = (flipped[0] ?? 0) ^ 1;
				const harmed = {
					flipped: () => ({ ...sealed, data: flipped.buffer }),
					cut: () => ({ ...sealed, data: bytes.slice(0, 20).buffer }),
					null: () => null,
					text: () => "garbage",
					number: () => 7,
					empty: () => ({}),
					swapped: async () => done(store().get(holding(from)[0] ?? [])),
				};
				const value = await harmed[damage]();
				await done(store().put(value, key));
			}
			database.close();
		},
		parts,
		how,
		other,
	);
	await options.close();
}
