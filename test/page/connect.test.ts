import { afterEach, describe, expect, it } from "vitest";
import { PassportError } from "../../src/contract/errors.ts";
import { connectIn } from "../../src/page/connect.ts";
import { BROWSERS, type BrowserName, openTab, type Tab } from "./browsers.ts";
import { settled } from "./clock.ts";
import { createExtension, type FakeExtension } from "./extension.ts";

const HELLO = { name: "Token Broker", version: "1.0.0", contract: 1, methods: [] };
const open: Tab[] = [];

afterEach(() => {
	for (const { page } of open.splice(0)) page.close();
});

async function tabWith(name: BrowserName, answer: FakeExtension["answer"], options = {}) {
	const extension = createExtension(answer);
	const tab = await openTab(name, extension, options);
	open.push(tab);
	return { extension, tab };
}

describe.each(BROWSERS)("connect in %s", (name) => {
	it("finds the extension without waiting", async () => {
		const { tab } = await tabWith(name, async () => HELLO);
		const passport = await tab.connect();
		expect(await passport.hello()).toEqual(HELLO);
	});

	it("finds an extension whose background does not listen yet", async () => {
		const { extension, tab } = await tabWith(name, async () => HELLO);
		extension.deafFor = 3;
		const found = tab.connect();
		await tab.clock.pass(900);
		expect(await found).toHaveProperty("getToken");
	});

	it("says broker_not_found within a second when nobody answers", async () => {
		const { extension, tab } = await tabWith(name, async () => HELLO);
		extension.deafFor = Number.POSITIVE_INFINITY;
		const found = tab.connect().catch((thrown: unknown) => thrown);
		await tab.clock.pass(1000);
		const error = await found;
		expect(error).toBeInstanceOf(PassportError);
		expect(error).toMatchObject({ code: "broker_not_found", retryable: false });
	});

	it("says broker_not_found at once, and asks nobody, on a page that is not secure", async () => {
		const { extension, tab } = await tabWith(name, async () => HELLO);
		tab.page.isSecureContext = false;
		await expect(tab.connect()).rejects.toMatchObject({ code: "broker_not_found" });
		expect(extension.messages).toEqual([]);
	});

	it("asks nobody any more once it gave up", async () => {
		const { extension, tab } = await tabWith(name, async () => HELLO);
		extension.deafFor = Number.POSITIVE_INFINITY;
		const found = tab.connect().catch(() => undefined);
		await tab.clock.pass(1000);
		await found;
		const asked = extension.messages.length;
		await tab.clock.pass(60_000);
		expect(extension.messages.length).toBe(asked);
	});

	it("takes a refusal for an answer: the methods say what is wrong", async () => {
		const { tab } = await tabWith(name, async () => {
			throw new PassportError("origin_refused", "Not here");
		});
		const passport = await tab.connect();
		await expect(passport.getAccounts()).rejects.toMatchObject({ code: "origin_refused" });
	});

	it("rejects with the reason of its signal, before and while it looks", async () => {
		const { tab } = await tabWith(name, () => new Promise(() => undefined));
		await expect(tab.connect(AbortSignal.abort("gone"))).rejects.toBe("gone");
		const abort = new AbortController();
		const found = tab.connect(abort.signal);
		abort.abort("enough");
		await expect(found).rejects.toBe("enough");
	});

	it("leaves other copies on the page alone", async () => {
		const asked: unknown[] = [];
		const { tab } = await tabWith(name, async (_, { id, method }) => {
			asked.push(id);
			return { method, id };
		});
		const copies = await Promise.all([tab.connect(), tab.connect(), tab.connect()]);
		const answers = await Promise.all(copies.map((copy) => copy.getCurrentAccount()));
		expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(3);
		expect(new Set(asked).size).toBe(asked.length);
	});
});

describe("connect where there is no window", () => {
	it("says broker_not_found at once, and asks nobody", async () => {
		const { extension, tab } = await tabWith("Chromium", async () => HELLO);
		const nowhere = connectIn({ ...tab.around, page: undefined }, "a".repeat(32), undefined);
		await expect(nowhere).rejects.toMatchObject({ code: "broker_not_found", retryable: false });
		expect(extension.messages).toEqual([]);
	});
});

describe("connect in Firefox", () => {
	it("finds a relay that is injected after the page asked", async () => {
		const { tab } = await tabWith("Firefox", async () => HELLO, { relay: false });
		const found = tab.connect();
		await tab.clock.pass(300);
		tab.inject();
		await tab.clock.pass(100);
		expect(await found).toHaveProperty("getToken");
	});

	it("says broker_not_found when no relay is there, as in Chromium without extension", async () => {
		const { tab } = await tabWith("Firefox", async () => HELLO, { relay: false });
		const found = expect(tab.connect()).rejects.toMatchObject({ code: "broker_not_found" });
		await tab.clock.pass(1000);
		await found;
	});

	it("says nothing on the window but that it wants to speak", async () => {
		const { tab } = await tabWith("Firefox", async () => HELLO);
		const passport = await tab.connect();
		await passport.dropToken({ value: "marked-secret" });
		await settled();
		expect(tab.page.said).toEqual([
			{ passport: 1, relay: "ready" },
			{ passport: 1, relay: "connect" },
		]);
	});
});
