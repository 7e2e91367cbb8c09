import { afterEach, describe, expect, it } from "vitest";
import type { PassportEvent } from "../../src/contract/methods.ts";
import { BROWSERS, type BrowserName, openTab, type Tab } from "./browsers.ts";
import { settled } from "./clock.ts";
import { createExtension } from "./extension.ts";

/** The port of events: when it is open, and when it leaves the background asleep. */

const open: Tab[] = [];
const CHANGED: PassportEvent = { passport: 1, event: "tokenchanged", uid: "production:1", reason: "dropped" };

afterEach(() => {
	for (const { page } of open.splice(0)) page.close();
});

async function connected(name: BrowserName) {
	const extension = createExtension(async () => ({ accounts: [] }));
	const tab = await openTab(name, extension);
	open.push(tab);
	const passport = await tab.connect();
	const stop = async (): Promise<void> => {
		extension.stop();
		await settled();
	};
	const happens = async (type: string): Promise<void> => {
		tab.page.dispatchEvent(new Event(type));
		await settled();
	};
	return { extension, ports: extension.ports, passport, stop, happens };
}

describe.each(BROWSERS)("events in %s", (name) => {
	it("are heard by those who listen to them, until they stop", async () => {
		const { extension, passport } = await connected(name);
		const heard: unknown[] = [];
		const stop = passport.on("tokenchanged", (event) => heard.push(event));
		passport.on("accountremoved", () => heard.push("never"));
		await settled();
		extension.tell(CHANGED);
		await settled();
		stop();
		extension.tell(CHANGED);
		await settled();
		expect(heard).toEqual([CHANGED]);
	});

	it("open one port, however many listen and ask, and none before", async () => {
		const { ports, passport } = await connected(name);
		expect(ports.opened).toBe(0);
		passport.on("tokenchanged", () => undefined);
		passport.on("disconnected", () => undefined);
		await passport.getAccounts();
		await passport.getAccounts();
		expect(ports).toEqual({ opened: 1, open: 1 });
	});

	it("go on at once when a busy page's background was stopped", async () => {
		const { extension, ports, passport, stop } = await connected(name);
		const heard: unknown[] = [];
		passport.on("tokenchanged", (event) => heard.push(event));
		await settled();
		await stop();
		expect(ports.open).toBe(1);
		extension.tell(CHANGED);
		await settled();
		expect(heard).toHaveLength(1);
	});

	it("wake the background of an idle page once, and let it sleep then", async () => {
		const { ports, passport, stop } = await connected(name);
		passport.on("tokenchanged", () => undefined);
		await settled();
		for (let sleeps = 0; sleeps < 5; sleeps += 1) await stop();
		expect(ports).toEqual({ opened: 2, open: 0 });
	});

	it("do not knock at a background that refuses the port", async () => {
		const { extension, ports, passport } = await connected(name);
		extension.refusesPorts = true;
		passport.on("tokenchanged", () => undefined);
		await settled();
		expect(ports).toEqual({ opened: 2, open: 0 });
	});

	it("do not wake the background when nobody listens", async () => {
		const { ports, passport, stop, happens } = await connected(name);
		await passport.getAccounts();
		await stop();
		await happens("focus");
		expect(ports).toEqual({ opened: 1, open: 0 });
	});

	it.each(["focus", "blur", "pageshow"])("are heard again after %s", async (sign) => {
		const { ports, passport, stop, happens } = await connected(name);
		passport.on("tokenchanged", () => undefined);
		await settled();
		await stop();
		await stop();
		expect(ports.open).toBe(0);
		await happens(sign);
		expect(ports.open).toBe(1);
	});

	it("come back with the page from the back/forward cache", async () => {
		const { extension, ports, passport, stop, happens } = await connected(name);
		const heard: unknown[] = [];
		passport.on("tokenchanged", (event) => heard.push(event));
		await settled();
		await happens("pagehide");
		// The browser closes what the page left open.
		await stop();
		await happens("pageshow");
		expect(ports.open).toBe(1);
		extension.tell(CHANGED);
		await settled();
		expect(heard).toHaveLength(1);
	});
});
