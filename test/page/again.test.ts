import { afterEach, describe, expect, it } from "vitest";
import type { PassportRequest } from "../../src/contract/methods.ts";
import { BROWSERS, type BrowserName, openTab, type Tab } from "./browsers.ts";
import { createExtension, type FakeExtension } from "./extension.ts";

/** What the library does when the way to the extension breaks. */

const open: Tab[] = [];

afterEach(() => {
	for (const { page } of open.splice(0)) page.close();
});

async function connected(name: BrowserName, answer: FakeExtension["answer"]) {
	const extension = createExtension(async () => ({}));
	const tab = await openTab(name, extension);
	open.push(tab);
	const passport = await tab.connect();
	extension.messages.length = 0;
	extension.answer = answer;
	return { extension, tab, passport };
}

const never = (): Promise<object> => new Promise(() => undefined);

describe.each(BROWSERS)("a request in %s", (name) => {
	it("is sent again with the same id when the background was stopped", async () => {
		const ids: unknown[] = [];
		const { extension, tab, passport } = await connected(name, (_, { id }: PassportRequest) => {
			ids.push(id);
			return ids.length < 3 ? never() : Promise.resolve({ account: null });
		});
		const answer = passport.getCurrentAccount();
		for (let stop = 0; stop < 2; stop += 1) {
			await tab.clock.pass(0);
			extension.stop();
			await tab.clock.pass(200);
		}
		expect(await answer).toEqual({ account: null });
		expect(ids).toHaveLength(3);
		expect(new Set(ids).size).toBe(1);
	});

	it("is sent a few times and no more, ever more slowly, when nobody is there", async () => {
		const { extension, tab, passport } = await connected(name, never);
		extension.deafFor = Number.POSITIVE_INFINITY;
		const answer = expect(passport.getAccounts()).rejects.toMatchObject({
			code: "io_error",
			retryable: true,
		});
		await tab.clock.pass(1000);
		expect(extension.messages.length).toBeLessThanOrEqual(6);
		await tab.clock.pass(180_000);
		await answer;
		expect(extension.messages).toHaveLength(10);
	});

	it("is not sent again when its id would mean a new request", async () => {
		const { extension, tab, passport } = await connected(name, never);
		const answer = expect(passport.signIn()).rejects.toMatchObject({ code: "io_error" });
		await tab.clock.pass(181_000);
		extension.stop();
		await tab.clock.pass(60_000);
		await answer;
		expect(extension.messages).toHaveLength(1);
	});

	it("is not sent again after a refusal", async () => {
		const { extension, tab, passport } = await connected(name, async () => {
			throw new Error("a bug");
		});
		await expect(passport.getAccounts()).rejects.toMatchObject({ code: "unknown_error" });
		await tab.clock.pass(60_000);
		expect(extension.messages).toHaveLength(1);
	});

	it("rejects with its signal's reason at once, and is not sent again", async () => {
		const { extension, tab, passport } = await connected(name, never);
		const abort = new AbortController();
		const answer = passport.signIn({}, { signal: abort.signal });
		await tab.clock.pass(0);
		const reason = new Error("changed my mind");
		abort.abort(reason);
		await expect(answer).rejects.toBe(reason);
		extension.stop();
		await tab.clock.pass(60_000);
		expect(extension.messages).toHaveLength(1);
	});

	it("is not sent at all with a signal that is aborted already", async () => {
		const { extension, passport } = await connected(name, never);
		await expect(passport.getAccounts({}, { signal: AbortSignal.abort("no") })).rejects.toBe("no");
		expect(extension.messages).toHaveLength(0);
	});
});

describe("a request in Firefox", () => {
	it("goes through the relay of the updated extension when the old one is gone without a word", async () => {
		const { tab, passport, extension } = await connected("Firefox", never);
		const answer = passport.getCurrentAccount();
		await tab.clock.pass(5000);
		extension.answer = async () => ({ account: null });
		tab.inject();
		await tab.clock.pass(100);
		expect(await answer).toEqual({ account: null });
	});

	it("looks for another relay when its own says nothing for a second", async () => {
		const { tab, passport } = await connected("Firefox", async () => ({ account: null }));
		// What a destroyed script leaves: a port to which nobody listens.
		tab.page.close();
		const answer = passport.getCurrentAccount();
		await tab.clock.pass(1100);
		expect(await answer).toEqual({ account: null });
	});

	it("notices a relay that outlived its extension", async () => {
		const { tab, passport, extension } = await connected("Firefox", never);
		const answer = expect(passport.getAccounts()).rejects.toMatchObject({ code: "io_error" });
		await tab.clock.pass(0);
		delete extension.firefox.id;
		extension.stop();
		await tab.clock.pass(180_000);
		await answer;
		expect(extension.messages).toHaveLength(1);
	});
});
