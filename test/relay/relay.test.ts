import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseRequest } from "../../src/contract/request.ts";
import { startRelay } from "../../src/relay/relay.ts";
import { settled } from "../page/clock.ts";
import { createExtension, type FakeExtension } from "../page/extension.ts";
import { createWindow, type FakeWindow } from "../page/window.ts";

/** The relay before pages that mean no good, and what it hands to the background. */

const DOCUMENT = "11111111-2222-4333-8444-555555555555";
const OFFER = { passport: 1, relay: "connect" };
const HELLO = { passport: 1, id: "1", method: "hello" };

let extension: FakeExtension;
let page: FakeWindow & Window;
const ports: MessagePort[] = [];

beforeEach(async () => {
	extension = createExtension(async (_, { method }) => ({ method }));
	page = createWindow();
	startRelay(page, extension.firefox, DOCUMENT);
	await settled();
});

afterEach(() => {
	for (const port of ports.splice(0)) port.close();
	page.close();
});

/** A port whose other end is handed over in a message that claims to come from there. */
function offer(from: { source?: unknown; origin?: string } = {}, data: unknown = OFFER) {
	const { port1, port2 } = new MessageChannel();
	ports.push(port1, port2);
	const heard: unknown[] = [];
	port1.onmessage = (event) => heard.push(event.data);
	page.forge(data, { ...from, ports: [port2] });
	const say = async (message: unknown): Promise<unknown[]> => {
		port1.postMessage(message);
		await settled();
		return heard;
	};
	return { say, heard };
}

describe("the relay", () => {
	it.each([
		["another window", { source: createWindow() }, OFFER],
		["nobody", { source: null }, OFFER],
		["another origin", { origin: "https://evil.example" }, OFFER],
		["a sandboxed document", { origin: "null" }, OFFER],
		["a page that says something else", {}, { passport: 1, relay: "ready" }],
		["another version", {}, { passport: 2, relay: "connect" }],
		["a page that says nothing", {}, null],
		["a page that says text", {}, "connect"],
	])("takes no port from %s", async (_, from, data) => {
		const { say } = offer(from, data);
		expect(await say(HELLO)).toEqual([]);
		expect(extension.messages).toHaveLength(0);
	});

	it("does not stumble over an offer without a port", async () => {
		page.forge(OFFER, {});
		expect(await offer().say(HELLO)).toHaveLength(2);
	});

	it("answers on the port alone: on the window it says once that it is there", async () => {
		const { say } = offer();
		expect(await say(HELLO)).toEqual([
			{ passport: 1, relay: "got", id: "1" },
			{ passport: 1, id: "1", result: { method: "hello" } },
		]);
		expect(page.said).toEqual([{ passport: 1, relay: "ready" }]);
	});

	it("serves a sandboxed document too: the background refuses it, whatever its address", async () => {
		const sandboxed = createWindow("null");
		startRelay(sandboxed, extension.firefox, DOCUMENT);
		const { port1, port2 } = new MessageChannel();
		ports.push(port1, port2);
		sandboxed.forge(OFFER, { ports: [port2] });
		port1.postMessage(HELLO);
		await settled();
		expect(extension.messages).toHaveLength(1);
	});

	it("hands on what came as it came, with the name of its document", async () => {
		await offer().say({ ...HELLO, origin: "https://evil.example" });
		const request = { ...HELLO, origin: "https://evil.example" };
		expect(extension.messages).toEqual([{ relay: 1, document: DOCUMENT, active: true, request }]);
	});

	it("says of a prerendered page that nobody looks at it", async () => {
		Object.assign(page.document, { prerendering: true });
		const heard = await offer().say(HELLO);
		expect(extension.messages[0]).toMatchObject({ active: false });
		expect(heard.at(-1)).toMatchObject({ id: "1", error: { code: "page_not_active" } });
	});

	it.each([
		["text", "hello"],
		["a list", [HELLO]],
		["nothing", null],
		["what is no JSON", { ...HELLO, params: { value: 1n } }],
		["a circle", circle()],
	])("lets the background judge %s", async (_, message) => {
		const heard = await offer().say(message);
		expect(heard.at(-1)).toMatchObject({ error: { code: "invalid_request" } });
	});

	it("cuts what is too long, to what is refused as too long all the same", async () => {
		const heard = await offer().say({ ...HELLO, params: { text: "é".repeat(10 ** 6) } });
		expect(heard.at(-1)).toMatchObject({ id: "1", error: { code: "invalid_request" } });
		expect(JSON.stringify(extension.messages[0]).length).toBeLessThan(20_000);
	});

	it("hands on the longest request that is read at all", async () => {
		const value = "x".repeat(4096);
		const heard = await offer().say({ ...HELLO, method: "dropToken", params: { value } });
		expect(heard.at(-1)).toEqual({ passport: 1, id: "1", result: { method: "dropToken" } });
		expect(() => parseRequest({ ...HELLO, method: "dropToken", params: { value } })).not.toThrow();
	});

	it("says when no answer will come", async () => {
		extension.deafFor = 1;
		expect((await offer().say(HELLO)).at(-1)).toEqual({ passport: 1, relay: "broken", id: "1" });
	});

	it("opens one port of events when asked to, carries them, and says when it was closed", async () => {
		const event = { passport: 1, event: "tokenchanged", uid: "production:1" } as const;
		const { say, heard } = offer();
		await say({ passport: 1, relay: "listen" });
		await say({ passport: 1, relay: "listen" });
		expect(extension.ports).toEqual({ opened: 2, open: 1 });
		extension.tell(event);
		await settled();
		extension.stop();
		await settled();
		expect(heard).toEqual([event, { passport: 1, relay: "closed" }]);
	});

	it("serves each port alone", async () => {
		const [one, two] = [offer(), offer()];
		await Promise.all([one.say({ ...HELLO, id: "one" }), two.say({ ...HELLO, id: "two" })]);
		expect(JSON.stringify(one.heard)).not.toContain("two");
		expect(JSON.stringify(two.heard)).not.toContain("one");
	});

	it("takes no port any more when it outlived its extension", async () => {
		delete extension.firefox.id;
		expect(await offer().say(HELLO)).toEqual([]);
	});
});

function circle(): object {
	const object: Record<string, unknown> = {};
	object["self"] = object;
	return object;
}
