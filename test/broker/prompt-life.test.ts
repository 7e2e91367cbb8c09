import { beforeEach, describe, expect, it } from "vitest";
import { ADA } from "../../sandbox/server/people.ts";
import type { PromptAnswer } from "../../src/contract/control.ts";
import { allow, createWorld, NEWS, SHOP, type World } from "./world.ts";

/** security.md 20, 21, 36: a question and its page, its window and the background may each end before the others. */

let world: World;
/** The tab of the page that asks is closed, or shows another document. */
let leave: () => void;
let closed: number[];
/** The windows that were opened: each waits for the test to do something. */
let opened: string[];
let whenOpened: () => Promise<string>;

const wish = { interactive: true };
const other = { interactive: true, scopes: ["login:email"] };
const ELSEWHERE = { ...SHOP, document: "shop-2" };

beforeEach(async () => {
	world = await createWorld();
	const { effects } = world;
	closed = [];
	opened = [];
	leave = () => undefined;
	let tell = Promise.withResolvers<string>();
	whenOpened = async () => {
		const id = await tell.promise;
		tell = Promise.withResolvers();
		return id;
	};
	effects.watchTab = (_, gone) => {
		leave = gone;
		return () => {
			leave = () => undefined;
		};
	};
	effects.consentWindow.open = async (id) => {
		opened.push(id);
		tell.resolve(id);
		return opened.length;
	};
	effects.consentWindow.close = async (id) => void closed.push(id);
	effects.consentWindow.isOpen = async (id) => id <= opened.length && !closed.includes(id);
});

const say = async (id: string, answer?: PromptAnswer) =>
	world.rooms.prompts.answer(id, answer ?? allow(await world.rooms.prompts.view(id)));
const no: PromptAnswer = { allow: false };

/** The shop asks, its window opens, and the background dies over it. */
async function askAndDie(params: object = wish): Promise<string> {
	void world.ask(SHOP, "getToken", params, "request-1");
	const id = await whenOpened();
	await settled();
	world.die();
	return id;
}

/** Everything that needs no more than the microtasks of this moment has happened. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe("21. a page that goes", () => {
	it("while its window is open takes the window with it; an answer then finds no question", async () => {
		const asked = world.ask(SHOP, "getToken", wish);
		const id = await whenOpened();
		await settled();
		leave();
		expect((await asked).error?.code).toBe("user_cancelled");
		expect(closed).toEqual([1]);
		await expect(say(id)).rejects.toMatchObject({ code: "invalid_request" });
		expect((await world.ask(SHOP, "getToken")).error?.code).toBe("consent_required");
		expect(world.server.requests).toHaveLength(0);
	});

	it("before its window has come leaves no window behind", async () => {
		const { open } = world.effects.consentWindow;
		world.effects.consentWindow.open = async (id) => {
			leave();
			return open(id);
		};
		expect((await world.ask(SHOP, "getToken", wish)).error?.code).toBe("user_cancelled");
		expect(closed).toEqual([1]);
	});

	it("is no refusal by the person", async () => {
		for (const _ of [1, 2, 3, 4]) {
			const asked = world.ask(SHOP, "getToken", wish);
			await whenOpened();
			await settled();
			leave();
			expect((await asked).error?.code).toBe("user_cancelled");
		}
	});

	it("after the answer leaves its successor in the same tab nothing but the consent", async () => {
		const id = await askAndDie();
		await say(id, { allow: true, uid: null, optionalScopes: [], duration: "once" });
		expect((await world.ask(ELSEWHERE, "getToken")).error?.code).toBe("consent_required");
		const asked = world.ask(ELSEWHERE, "getToken", wish);
		await say(await whenOpened(), no);
		expect((await asked).error?.code).toBe("consent_denied");
	});
});

describe("a window that is closed", () => {
	it("before the extension knew its name is a closed window all the same", async () => {
		const { open } = world.effects.consentWindow;
		world.effects.consentWindow.open = async (id) => {
			const windowId = await open(id);
			closed.push(windowId);
			await world.rooms.prompts.windowClosed(windowId);
			return windowId;
		};
		expect((await world.ask(SHOP, "getToken", wish)).error?.code).toBe("user_cancelled");
	});
});

describe("36. a background that dies over an open question", () => {
	it("opens no second window for a request that is sent again, and answers it", async () => {
		const id = await askAndDie();
		const again = world.ask(SHOP, "getToken", wish, "request-1");
		await settled();
		await say(id);
		expect((await again).result).toMatchObject({ uid: `production:${ADA.id}` });
		expect(opened).toHaveLength(1);
	});

	it.each([
		["an Allow", undefined, undefined],
		["a Deny", no, "consent_denied"],
	] as const)("keeps %s until the request is sent again", async (_, said, code) => {
		const id = await askAndDie();
		await say(id, said);
		world.die();
		const { result, error } = await world.ask(SHOP, "getToken", wish, "request-1");
		expect(error?.code).toBe(code);
		expect(result === undefined).toBe(code !== undefined);
		expect(opened).toHaveLength(1);
	});

	it("keeps a closed window until the request is sent again", async () => {
		await askAndDie();
		closed.push(1);
		await world.rooms.prompts.windowClosed(1);
		expect((await world.ask(SHOP, "getToken", wish, "request-1")).error?.code).toBe("user_cancelled");
		expect(opened).toHaveLength(1);
	});

	it("says a kept no once: the next request asks anew", async () => {
		await say(await askAndDie(), no);
		await world.ask(SHOP, "getToken", wish, "request-1");
		const asked = world.ask(SHOP, "getToken", wish, "request-2");
		await say(await whenOpened());
		expect((await asked).result).toBeDefined();
	});

	it("and a page that never sends again do not stand in the way of the site's other requests", async () => {
		await say(await askAndDie());
		const asked = world.ask(ELSEWHERE, "getToken", other);
		await say(await whenOpened());
		expect((await asked).result).toMatchObject({ scopes: ["login:email"] });
	});

	it("refuses another question while the window is open, and lets another site ask", async () => {
		const id = await askAndDie();
		expect((await world.ask(SHOP, "getToken", other)).error?.code).toBe("request_pending");
		const news = world.ask(NEWS, "getToken", wish);
		await say(await whenOpened());
		expect((await news).result).toBeDefined();
		await say(id, no);
	});
});

describe("a site that is paused", () => {
	it("hears of what it was allowed that it is granted, and only of the rest that it is denied", async () => {
		const asked = world.ask(SHOP, "getToken", wish);
		await say(await whenOpened());
		expect((await asked).result).toBeDefined();
		for (const _ of [1, 2, 3]) {
			const more = world.ask(SHOP, "getToken", other);
			await say(await whenOpened(), no);
			await more;
		}
		expect((await world.ask(SHOP, "query")).result).toEqual({ state: "granted", missing: [] });
		const query = { scopes: ["login:email"] };
		expect((await world.ask(SHOP, "query", query)).result).toEqual({ state: "denied", missing: ["consent"] });
		expect((await world.ask(SHOP, "getToken")).result).toBeDefined();
		expect((await world.ask(SHOP, "getToken", other)).error).toMatchObject({
			code: "too_many_requests",
			retryAfter: 60,
		});
	});
});
