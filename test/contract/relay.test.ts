import { describe, expect, it } from "vitest";
import { parseRelayMessage } from "../../src/contract/relay.ts";
import { wire } from "./ask.ts";

const GOOD = { relay: 1, document: "2f6cbd62-2a0a-4d5c-9d0e-5a0b8f3c7e11", active: true, request: {} };

describe("what the relay hands on", () => {
	it.each<readonly [string, unknown]>([
		["nothing", undefined],
		["a text", "relay"],
		["another version", { ...GOOD, relay: 2 }],
		["no document", { ...GOOD, document: undefined }],
		["a document of another shape", { ...GOOD, document: "x".repeat(36) }],
		["no word on whether anybody looks", { ...GOOD, active: undefined }],
		["active as a text", { ...GOOD, active: "true" }],
		["an origin of its own", { ...GOOD, origin: "https://bank.example" }],
		["a control message", { control: 1, method: "overview", params: {} }],
		["a request that nobody wrapped", { passport: 1, method: "hello" }],
	])("is nothing of the relay: %s", (_, message) => {
		expect(parseRelayMessage(message)).toBeUndefined();
	});

	it.each(['{"passport":1}', '"text"', "null", '{"__proto__":{"passport":1}}'])(
		"is the page's request as it came: %s",
		(json) => {
			expect(parseRelayMessage({ ...GOOD, request: wire(json) })?.request).toEqual(wire(json));
		},
	);
});
