import { beforeEach, describe, expect, it } from "vitest";
import type { Browser } from "webextension-polyfill";
import { type PageWatch, watchPages } from "../../src/background/watch-pages.ts";

type Details = { requestId: string; tabId: number; statusCode?: number };
type Name = "onBeforeRequest" | "onBeforeRedirect" | "onCompleted" | "onErrorOccurred";
const NAMES: readonly Name[] = ["onBeforeRequest", "onBeforeRedirect", "onCompleted", "onErrorOccurred"];

let listeners: Map<Name, Set<(details: Details) => void>>;
let giveUp: () => void;

const webRequest = Object.fromEntries(
	NAMES.map((name) => [
		name,
		{
			addListener: (listener: (details: Details) => void) => listeners.get(name)?.add(listener),
			removeListener: (listener: (details: Details) => void) => listeners.get(name)?.delete(listener),
		},
	]),
);
const browser = { webRequest } as unknown as Browser;

beforeEach(() => {
	listeners = new Map(NAMES.map((name) => [name, new Set()]));
});

function watch(interactive = true): PageWatch {
	const after = () =>
		new Promise<void>((resolve) => {
			giveUp = resolve;
		});
	return watchPages(browser, { url: "https://oauth.example/authorize", interactive }, after);
}

function happens(name: Name, more: Partial<Details> = {}): void {
	for (const listener of listeners.get(name) ?? []) listener({ requestId: "1", tabId: 5, ...more });
}

describe("the last status of a flow's pages", () => {
	it("is none when no page was seen", async () => {
		expect(await watch().lastStatus()).toBeNull();
	});

	it("is waited for when the flow's end is told before it", async () => {
		const pages = watch();
		happens("onBeforeRequest");
		const status = pages.lastStatus();
		happens("onCompleted", { statusCode: 400 });
		expect(await status).toBe(400);
	});

	it("is that of the page before, where the last one could not be loaded", async () => {
		const pages = watch();
		happens("onBeforeRequest");
		happens("onCompleted", { statusCode: 200 });
		happens("onBeforeRequest", { requestId: "2" });
		const status = pages.lastStatus();
		happens("onErrorOccurred", { requestId: "2" });
		expect(await status).toBe(200);
	});

	it("waits for every page under way", async () => {
		const pages = watch();
		happens("onBeforeRequest");
		happens("onBeforeRequest", { requestId: "2" });
		const status = pages.lastStatus();
		happens("onCompleted", { statusCode: 200 });
		happens("onCompleted", { requestId: "2", statusCode: 400 });
		expect(await status).toBe(400);
	});

	it("is not waited for after a redirect to us", async () => {
		const pages = watch();
		happens("onBeforeRequest");
		happens("onBeforeRedirect");
		expect(await pages.lastStatus()).toBeNull();
	});

	it("is not waited for without end", async () => {
		const pages = watch();
		happens("onBeforeRequest");
		const status = pages.lastStatus();
		giveUp();
		expect(await status).toBeNull();
	});

	it.each([
		[true, 400],
		[false, null],
	])("of a tab counts for a flow with a window alone (%s)", async (interactive, expected) => {
		const pages = watch(interactive);
		happens("onBeforeRequest");
		happens("onCompleted", { statusCode: 400 });
		expect(await pages.lastStatus()).toBe(expected);
	});

	it("is nobody's any more after the watch", () => {
		watch().stop();
		expect([...listeners.values()].every((some) => some.size === 0)).toBe(true);
	});
});
