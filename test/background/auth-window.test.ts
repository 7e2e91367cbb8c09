import * as v from "valibot";
import { beforeEach, describe, expect, it } from "vitest";
import type { Browser } from "webextension-polyfill";
import { closeLeftovers, noteWindow } from "../../src/background/auth-window.ts";
import type { Session } from "../../src/broker/effects.ts";

type Shown = { id: number; type: "popup" | "normal"; url?: string };

const OWN = "chrome-extension://own/";
const BACK = "https://own.chromiumapp.org/";
const atServer = `https://oauth.example/authorize?redirect_uri=${encodeURIComponent(`${BACK}production`)}`;

let shown: Shown[];
let listeners: Set<(window: Shown) => void>;
let stored: Map<string, unknown>;

const browser = {
	windows: {
		onCreated: {
			addListener: (listener: (window: Shown) => void) => listeners.add(listener),
			removeListener: (listener: (window: Shown) => void) => listeners.delete(listener),
		},
		getAll: async () =>
			shown.filter(({ type }) => type === "popup").map(({ id, url }) => ({ id, tabs: [{ url }] })),
		remove: async (id: number) => {
			shown = shown.filter((window) => window.id !== id);
		},
	},
	identity: { getRedirectURL: () => BACK },
	runtime: { getURL: () => OWN },
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

function open(window: Shown): void {
	shown.push(window);
	for (const listener of listeners) listener(window);
}

const idsLeft = () => shown.map(({ id }) => id);

beforeEach(() => {
	shown = [{ id: 1, type: "normal", url: "https://shop.example/" }];
	listeners = new Set();
	stored = new Map();
});

describe("the window of a flow", () => {
	it("is closed though nothing is known of its address, also by the background's next life", async () => {
		noteWindow(browser, session);
		open({ id: 2, type: "popup" });
		await closeLeftovers(browser, session);
		expect(idsLeft()).toEqual([1]);
	});

	it("is closed by its address where nobody noted it, of whatever environment it is", async () => {
		open({ id: 2, type: "popup", url: atServer });
		await closeLeftovers(browser, session);
		expect(idsLeft()).toEqual([1]);
	});

	it("is neither a tab's window nor a popup that came after it", async () => {
		noteWindow(browser, session);
		open({ id: 2, type: "normal" });
		open({ id: 3, type: "popup" });
		open({ id: 4, type: "popup" });
		await closeLeftovers(browser, session);
		expect(idsLeft()).toEqual([1, 2, 4]);
	});

	it("is no sign-in window of another site, and no consent window", async () => {
		noteWindow(browser, session);
		open({ id: 2, type: "popup", url: `${OWN}src/consent/index.html` });
		open({ id: 3, type: "popup", url: atServer.replace("own.chromiumapp.org", "shop.example") });
		await closeLeftovers(browser, session);
		expect(idsLeft()).toEqual([1, 2, 3]);
	});

	it("is forgotten with its flow, and nothing is listened to any more", async () => {
		const forget = noteWindow(browser, session);
		open({ id: 2, type: "popup" });
		await forget();
		open({ id: 3, type: "popup" });
		await closeLeftovers(browser, session);
		expect(idsLeft()).toEqual([1, 2, 3]);
		expect(listeners.size).toBe(0);
	});
});
