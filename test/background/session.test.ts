import * as v from "valibot";
import { describe, expect, it } from "vitest";
import type { Browser } from "webextension-polyfill";
import { createSession, nameBrowserSession } from "../../src/background/session.ts";

/** `storage.session` that fails so many times first. */
function createStorage(failures = 0) {
	const stored = new Map<string, unknown>();
	let left = failures;
	const session = {
		get: async (key: string | null) => {
			left -= 1;
			if (left >= 0) throw new Error("Session storage quota bytes exceeded.");
			return key === null ? Object.fromEntries(stored) : { [key]: stored.get(key) };
		},
		set: async (values: object) => {
			for (const [key, value] of Object.entries(values)) stored.set(key, value);
		},
		remove: async (key: string) => void stored.delete(key),
	};
	return { storage: { session } } as unknown as Pick<Browser, "storage">;
}

/** Names that are never the same. */
function createIds(): () => string {
	let count = 0;
	return () => {
		count += 1;
		return `name-${count}`;
	};
}

describe("what lasts until the browser closes", () => {
	it("reads as nothing what has not its shape", async () => {
		const session = createSession(createStorage());
		await session.write("prompt", { id: 7 });
		expect(await session.read("prompt", v.object({ id: v.string() }))).toBeUndefined();
		expect(await session.keys()).toEqual(["prompt"]);
	});

	it("has one name, for all who ask at once and for every life of the background", async () => {
		const storage = createStorage();
		const newId = createIds();
		const life = () => nameBrowserSession(createSession(storage), newId);
		const one = life();
		expect(await Promise.all([one(), one(), one()])).toEqual(["name-1", "name-1", "name-1"]);
		expect(await life()()).toBe("name-1");
		expect(await nameBrowserSession(createSession(createStorage()), newId)()).not.toBe("name-1");
	});

	it("is named once the browser's storage works again, without a restart", async () => {
		const name = nameBrowserSession(createSession(createStorage(1)), createIds());
		await expect(name()).rejects.toThrow("quota");
		expect(await name()).toBe("name-1");
	});
});
