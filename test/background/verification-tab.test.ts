import { beforeEach, describe, expect, it } from "vitest";
import type { Browser } from "webextension-polyfill";
import { runInTab } from "../../src/background/verification-tab.ts";

const redirectUri = "https://oauth.example/verification_code";
const url = "https://oauth.example/authorize";
const back = `${redirectUri}?code=1`;

type Updated = (tabId: number, change: { url?: string }) => void;

let updated: Set<Updated>;
let removed: Set<(tabId: number) => void>;
/** The tabs that are open, and what they show. */
let open: Map<number, string>;
/** What happens while the tab is made. */
let meanwhile: () => void;

const eventOf = <T>(listeners: () => Set<T>) => ({
	addListener: (listener: T) => listeners().add(listener),
	removeListener: (listener: T) => listeners().delete(listener),
});

const browser = {
	tabs: {
		create: async (tab: { url: string }) => {
			open.set(7, tab.url);
			meanwhile();
			return { id: 7 };
		},
		get: async (id: number) => {
			if (!open.has(id)) throw new Error(`No tab with id: ${id}.`);
			return { id, url: open.get(id) };
		},
		remove: async (id: number) => void open.delete(id),
		onUpdated: eventOf(() => updated),
		onRemoved: eventOf(() => removed),
	},
} as unknown as Browser;

function run(signal = new AbortController().signal, pasted?: Promise<string>): Promise<string> {
	return runInTab(browser, { url, redirectUri, signal, pasted });
}

function arrive(tabId: number, address: string): void {
	for (const look of updated) look(tabId, { url: address });
}

beforeEach(() => {
	updated = new Set();
	removed = new Set();
	open = new Map();
	meanwhile = () => undefined;
});

describe("the verification page in its tab", () => {
	it.each([
		["another tab's", 8, back],
		["another host's", 7, "https://shop.example/verification_code?code=1"],
		["another path's", 7, "https://oauth.example/verification_code/more?code=1"],
		["one without an answer", 7, redirectUri],
	])("is not %s", async (_, tabId, address) => {
		const pasted = Promise.withResolvers<string>();
		const ended = run(undefined, pasted.promise);
		await expect.poll(() => updated.size).toBe(1);
		arrive(tabId, address);
		pasted.resolve("by hand");
		expect(await ended).toBe("by hand");
	});

	it("is read though it was there before anybody listened", async () => {
		meanwhile = () => open.set(7, back);
		expect(await run()).toBe(back);
		expect(open.size).toBe(0);
	});

	it("is given up when the flow ended while its tab was made", async () => {
		const flow = new AbortController();
		meanwhile = () => flow.abort(new Error("cancelled"));
		await expect(run(flow.signal)).rejects.toThrow("cancelled");
		expect(open.size).toBe(0);
	});

	it("is user_cancelled when its tab was closed before anybody listened", async () => {
		meanwhile = () => open.clear();
		await expect(run()).rejects.toMatchObject({ code: "user_cancelled" });
	});

	it("leaves no listener behind, however it ends", async () => {
		const ended = run();
		await expect.poll(() => removed.size).toBe(1);
		for (const listener of removed) listener(7);
		await expect(ended).rejects.toMatchObject({ code: "user_cancelled" });
		expect([updated.size, removed.size]).toEqual([0, 0]);
	});
});
