import { afterEach, describe, expect, it } from "vitest";
import type { Token } from "../../src/contract/values.ts";
import type { Passport } from "../../src/page/passport.ts";
import { BROWSERS, type BrowserName, openTab, type Tab } from "./browsers.ts";
import { settled } from "./clock.ts";
import { createExtension } from "./extension.ts";

/** What the page remembers of getToken, and when it must not. */

const open: Tab[] = [];
const START = 1_800_000_000;

afterEach(() => {
	for (const { page } of open.splice(0)) page.close();
});

async function shop(name: BrowserName, fields: Partial<Token> = {}) {
	let count = 0;
	const extension = createExtension(async (_, { params }) => {
		count += 1;
		const { uid = "production:1", scopes = ["login:info"] } = params as Partial<Token>;
		const clientId = "app";
		return { value: `t${count}`, scheme: "OAuth", scopes, expiresAt: START + 3600, uid, clientId, ...fields };
	});
	const tab = await openTab(name, extension);
	open.push(tab);
	const passport = await tab.connect();
	extension.messages.length = 0;
	count = 0;
	return { extension, tab, passport, asked: () => extension.messages.length };
}

const drop = (passport: Passport) => passport.dropToken({ value: "t1" });

describe.each(BROWSERS)("a repeated getToken in %s", (name) => {
	it("is answered from memory, whatever the order of its rights", async () => {
		const { passport, asked } = await shop(name);
		const first = await passport.getToken({ uid: "production:1", scopes: ["b", "a"] });
		expect(await passport.getToken({ scopes: ["a", "b", "a"], uid: "production:1" })).toEqual(first);
		expect(asked()).toBe(1);
	});

	it("gives each caller a token of its own: what one changes, no other sees", async () => {
		const { passport } = await shop(name);
		const first = await passport.getToken();
		first.scopes.push("everything");
		const second = await passport.getToken();
		second.value = "spoilt";
		expect(await passport.getToken()).toMatchObject({ value: "t1", scopes: ["login:info"] });
	});

	it.each([
		["other rights", { scopes: ["login:email"] }],
		["rights in another letter case", { scopes: ["LOGIN:info"] }],
		["another client", { clientId: "other" }],
		["optional rights", { optionalScopes: ["login:email"] }],
		["a payment", { paymentAuth: { contextId: "1" } }],
		["the person, where it was silent before", { interactive: true }],
	])("asks the extension when it is about %s", async (_, params) => {
		const { passport, asked } = await shop(name);
		await passport.getToken({ scopes: ["login:info"] });
		await passport.getToken({ scopes: ["login:info"], ...params });
		expect(asked()).toBe(2);
	});

	it("goes past the memory with fresh, and remembers what came then", async () => {
		const { passport, asked } = await shop(name);
		await passport.getToken();
		expect(await passport.getToken({}, { fresh: true })).toMatchObject({ value: "t2" });
		expect(await passport.getToken()).toMatchObject({ value: "t2" });
		expect(asked()).toBe(2);
	});

	it("asks again a minute before the token's end", async () => {
		const { passport, tab, asked } = await shop(name);
		await passport.getToken();
		await tab.clock.pass(3539 * 1000);
		await passport.getToken();
		expect(asked()).toBe(1);
		await tab.clock.pass(1000);
		await passport.getToken();
		expect(asked()).toBe(2);
	});

	it("never trusts a clock that went backwards", async () => {
		const { passport, tab, asked } = await shop(name);
		await passport.getToken();
		await tab.clock.pass(-1);
		await passport.getToken();
		expect(asked()).toBe(2);
	});

	it("keeps a token without end", async () => {
		const { passport, tab, asked } = await shop(name, { expiresAt: null });
		await passport.getToken();
		await tab.clock.pass(10 ** 9);
		await passport.getToken();
		expect(asked()).toBe(1);
	});

	it.each([
		[
			"an event",
			async ({ extension }) => extension.tell({ passport: 1, event: "accountremoved", uid: "production:1" }),
		],
		["a stopped background", async ({ extension }) => extension.stop()],
		["dropToken", ({ passport }) => drop(passport)],
		["signOut", ({ passport }) => passport.signOut()],
		["signIn", ({ passport }) => passport.signIn()],
		["leaving the page", async ({ tab }) => void tab.page.dispatchEvent(new Event("pagehide"))],
		["a token of another account", ({ passport }) => passport.getToken({ uid: "production:2" })],
	] satisfies [string, (around: Awaited<ReturnType<typeof shop>>) => Promise<unknown>][])(
		"is asked anew after %s",
		async (_, happen) => {
			const around = await shop(name);
			await around.passport.getToken();
			await happen(around);
			await settled();
			const before = around.asked();
			await around.passport.getToken();
			expect(around.asked()).toBe(before + 1);
		},
	);

	it("does not keep what came while something was to be forgotten", async () => {
		const { passport, asked } = await shop(name);
		await Promise.all([passport.getToken(), drop(passport)]);
		await passport.getToken();
		expect(asked()).toBe(3);
	});

	it("is not answered from memory while no port can be opened", async () => {
		const { passport, extension, asked } = await shop(name);
		extension.refusesPorts = true;
		await passport.getToken();
		await settled();
		await passport.getToken();
		expect(asked()).toBe(2);
	});

	it("keeps an interactive answer that came without the person, and no other: it may hold only once", async () => {
		const { passport, extension, tab, asked } = await shop(name);
		await passport.getToken({ interactive: true });
		await passport.getToken({ interactive: true });
		await passport.getToken();
		expect(asked()).toBe(1);
		const { answer } = extension;
		extension.answer = (caller, request) => tab.clock.sleep(500).then(() => answer(caller, request));
		const shown = passport.getToken({ interactive: true, scopes: ["b"] });
		await tab.clock.pass(500);
		await shown;
		const again = passport.getToken({ scopes: ["b"] });
		await tab.clock.pass(500);
		await again;
		expect(asked()).toBe(3);
	});

	it("is not answered from memory for an aborted signal", async () => {
		const { passport } = await shop(name);
		await passport.getToken();
		await expect(passport.getToken({}, { signal: AbortSignal.abort("no") })).rejects.toBe("no");
	});
});
