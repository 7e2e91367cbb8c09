import * as v from "valibot";
import { beforeEach, describe, expect, it } from "vitest";
import type { Browser } from "webextension-polyfill";
import { createSiteReach, type RelayReach } from "../../src/background/site-reach.ts";
import type { Session } from "../../src/broker/effects.ts";

/** Firefox: no page reaches the extension but where its relay is registered. */

const SHOP = "https://shop.example";
const NEWS = "https://news.example";

let granted: Set<string>;
let registered: Map<string, string[]>;
let local: Record<string, unknown>;
let stored: Map<string, unknown>;
/** Happens when the browser is asked whether a permission is there, before it answers. */
let beforeAnswer: () => Promise<void>;
let refuses: (pattern: string) => boolean;
let reach: RelayReach;

const browser = {
	runtime: { getManifest: () => ({}) },
	permissions: {
		contains: async ({ origins: [origin = ""] }: { origins: string[] }) => {
			const answer = granted.has(origin) || (origin.startsWith("https:") && granted.has("https://*/*"));
			await beforeAnswer();
			return answer;
		},
		remove: async ({ origins }: { origins: string[] }) => origins.every((origin) => granted.delete(origin)),
	},
	scripting: {
		getRegisteredContentScripts: async ({ ids }: { ids: string[] }) =>
			ids.filter((id) => registered.has(id)).map((id) => ({ id })),
		registerContentScripts: async (scripts: { id: string; matches: string[] }[]) => {
			for (const { id, matches } of scripts) {
				if (registered.has(id)) throw new Error(`Content script with id "${id}" is already registered.`);
				if (matches.some(refuses)) throw new Error("Invalid url pattern");
				registered.set(id, matches);
			}
		},
		unregisterContentScripts: async ({ ids }: { ids: string[] }) => {
			for (const id of ids)
				if (!registered.delete(id)) throw new Error(`Content script with id "${id}" does not exist.`);
		},
		executeScript: async () => [],
	},
	storage: {
		local: {
			get: async () => ({ ...local }),
			set: async (values: object) => void Object.assign(local, values),
		},
	},
	tabs: { query: async () => [] },
} as unknown as Browser;

const session: Session = {
	read: async (key, shape) => {
		const parsed = v.safeParse(shape, stored.get(key));
		return parsed.success ? parsed.output : undefined;
	},
	write: async (key, value) => void stored.set(key, value),
	remove: async (key) => void stored.delete(key),
	keys: async () => [...stored.keys()],
};

beforeEach(() => {
	granted = new Set();
	registered = new Map();
	local = {};
	stored = new Map();
	beforeAnswer = async () => undefined;
	refuses = () => false;
	let last: Promise<unknown> = Promise.resolve();
	const exclusive = <T>(_: string, task: () => Promise<T>): Promise<T> => {
		const mine = last.then(task);
		last = mine.catch(() => undefined);
		return mine;
	};
	reach = createSiteReach(browser, session, exclusive);
});

describe("a site in Firefox", () => {
	it.each(["http://localhost:8080", "http://127.0.0.1:8080"])(
		"%s is reached from the start",
		async (site) => {
			expect(await reach.isReachable(site)).toBe(true);
		},
	);

	it("is not reached because it is on this machine, where the manifest's relay does not go", async () => {
		expect(await reach.isReachable("https://localhost:8443")).toBe(false);
		granted.add("https://localhost/*");
		await reach.connect("https://localhost:8443");
		expect(await reach.isReachable("https://localhost:8443")).toBe(true);
	});

	it("is connected when the permission comes after the wish", async () => {
		await reach.connect(SHOP);
		expect(await reach.isReachable(SHOP)).toBe(false);
		granted.add(`${SHOP}/*`);
		await reach.permissionAdded();
		expect(await reach.isReachable(SHOP)).toBe(true);
		expect(await reach.isReachable(NEWS)).toBe(false);
	});

	it("is connected when the permission comes while the wish is taken", async () => {
		const told: Promise<void>[] = [];
		beforeAnswer = async () => {
			if (told.length > 0) return;
			granted.add(`${SHOP}/*`);
			told.push(reach.permissionAdded());
			await Promise.race([Promise.all(told), new Promise((resolve) => setImmediate(resolve))]);
		};
		await reach.connect(SHOP);
		await Promise.all(told);
		expect(await reach.isReachable(SHOP)).toBe(true);
	});

	it("is connected beside another that is at the same time", async () => {
		granted.add(`${SHOP}/*`).add(`${NEWS}/*`);
		await Promise.all([
			reach.connect(SHOP),
			reach.connect(NEWS),
			reach.permissionAdded(),
			reach.connect(SHOP),
		]);
		registered.clear();
		await reach.restore();
		expect(await Promise.all([SHOP, NEWS].map((site) => reach.isReachable(site)))).toEqual([true, true]);
	});

	it("is connected again after an update, though the browser refuses another one's relay", async () => {
		granted.add(`${SHOP}/*`).add(`${NEWS}/*`);
		await reach.connect(SHOP);
		await reach.connect(NEWS);
		registered.clear();
		refuses = (pattern) => pattern.startsWith(SHOP);
		await reach.restore();
		expect(await reach.isReachable(NEWS)).toBe(true);
	});

	it("is not reached any more when the person took the permission back in the browser", async () => {
		granted.add(`${SHOP}/*`);
		await reach.connect(SHOP);
		granted.clear();
		expect(await reach.isReachable(SHOP)).toBe(false);
	});
});

describe("every site in Firefox", () => {
	it("is reached while the person lets it", async () => {
		granted.add("https://*/*");
		await reach.connectEverywhere(true);
		expect(await reach.isReachable(SHOP)).toBe(true);
		expect(await reach.view()).toEqual({ everywhere: true });
		await reach.connectEverywhere(false);
		expect(await reach.isReachable(SHOP)).toBe(false);
		expect(await reach.view()).toEqual({ everywhere: false });
		expect(granted.size).toBe(0);
	});
});
