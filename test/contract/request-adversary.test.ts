import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_REQUEST_BYTES, METHOD_NAMES, requestIdOf } from "../../src/contract/request.ts";
import { getToken, refusalOf, request, wire } from "./ask.ts";

/** security.md 11: the worst that can be sent, and that it is nothing but refused. */

const deep = (depth: number): string => `${'{"params":'.repeat(depth)}1${"}".repeat(depth)}`;

describe("keys that mean something to JavaScript", () => {
	it.each([
		'{"passport":1,"method":"hello","__proto__":{"x":1}}',
		'{"passport":1,"method":"hello","constructor":{"prototype":{}}}',
		'{"passport":1,"method":"hello","toString":"x"}',
		'{"passport":1,"method":"hello","params":{"__proto__":{"interactive":true}}}',
		'{"passport":1,"method":"getToken","params":{"__proto__":{"interactive":true}}}',
		'{"passport":1,"method":"getToken","params":{"constructor":"x"}}',
		'{"passport":1,"method":"getToken","params":{"hasOwnProperty":1}}',
		'{"passport":1,"method":"getToken","params":{"paymentAuth":{"contextId":"1","__proto__":{}}}}',
		'{"passport":1,"method":"getToken","params":{"paymentAuth":{"contextId":"1","constructor":{}}}}',
		'{"passport":1,"method":"getToken","params":{"paymentAuth":{"__proto__":{"contextId":"1"}}}}',
		'{"__proto__":{"passport":1,"method":"hello"}}',
	])("%s", (json) => {
		expect(refusalOf(wire(json))?.code).toBe("invalid_request");
		expect(Object.keys({})).toEqual([]);
		expect(({} as Record<string, unknown>)["interactive"]).toBeUndefined();
	});

	it.each(["__proto__", "constructor", "toString", "hasOwnProperty", "HELLO", "hello ", "", "steal"])(
		"%j is no method",
		(method) => {
			expect(refusalOf(request(method))?.code).toBe("method_not_found");
		},
	);
});

describe("too much of it", () => {
	it("is refused by its size before anything else is looked at", () => {
		const padded = { passport: 2, method: 7, padding: "x".repeat(MAX_REQUEST_BYTES) };
		expect(refusalOf(padded)?.message).toContain("16384 bytes");
	});

	it("counts bytes, not characters", () => {
		expect(refusalOf({ passport: 2, padding: "я".repeat(8200) })?.message).toContain("bytes");
	});

	it.each([
		["100,000 scopes", getToken({ scopes: Array.from({ length: 100_000 }, (_, i) => `s${i}`) })],
		["100,000 equal scopes", getToken({ scopes: Array(100_000).fill("a") })],
		["nesting 3,000 deep", wire(deep(3000))],
		["nesting 100,000 deep", nested(100_000)],
		["a ring", ring()],
		["a BigInt", request("hello", { scopes: 1n })],
		[
			"a field that throws when it is read",
			{
				get passport() {
					throw new Error("read");
				},
			},
		],
	])("%s is an ordinary refusal", (_, message) => {
		expect(refusalOf(message)?.code).toBe("invalid_request");
	});

	it.each([
		["100,000 scopes", getToken({ scopes: Array.from({ length: 100_000 }, (_, i) => `s${i}`) })],
		["100 scopes, the last of them wrong", getToken({ scopes: [...Array(99).fill("a"), " "] })],
		["an unknown method", request("steal")],
	])("%s: the refusal takes less than 5 ms", (_, message) => {
		refusalOf(message);
		const times = [1, 2, 3, 4, 5].map(() => {
			const begin = performance.now();
			refusalOf(message);
			return performance.now() - begin;
		});
		expect(Math.min(...times)).toBeLessThan(5);
	});
});

describe("whatever comes", () => {
	const word = fc.constantFrom(
		..."passport id method params uid scopes __proto__ constructor clientId environment value".split(" "),
	);
	const leaf = fc.oneof(
		fc.string({ unit: "binary" }),
		fc.double(),
		fc.constantFrom(null, true, 1, ...METHOD_NAMES),
	);
	const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
		tree: fc.oneof(
			{ maxDepth: 4, depthSize: "small" },
			leaf,
			fc.array(tie("tree"), { maxLength: 4 }),
			fc.array(fc.tuple(word, tie("tree")), { maxLength: 5 }).map((pairs) => wire(jsonOf(pairs))),
		),
	}));

	it("is a request or a refusal that does not repeat it", () => {
		fc.assert(
			fc.property(tree, (message) => {
				const refusal = refusalOf(message);
				expect([undefined, "invalid_request", "method_not_found"]).toContain(refusal?.code);
			}),
			{ numRuns: 1000 },
		);
	});

	it("in a request's params, for every method, too", () => {
		fc.assert(
			fc.property(fc.constantFrom(...METHOD_NAMES), tree, (method, params) => {
				const message = request(method, params);
				const refusal = refusalOf(message);
				expect([undefined, "invalid_request"]).toContain(refusal?.code);
				if (!refusal) expect(JSON.stringify(message).length).toBeLessThan(MAX_REQUEST_BYTES);
			}),
			{ numRuns: 1000 },
		);
	});

	it("no refusal says back what it was sent", () => {
		fc.assert(
			fc.property(word, (key) => {
				const message = wire(`{"passport":1,"method":"hello","params":{"marked":1,"${key}":"marked"}}`);
				expect(refusalOf(message)?.message).not.toContain("marked");
			}),
		);
	});

	it("an id goes back only when it is one", () => {
		expect(requestIdOf({ id: "a b" })).toBe("a b");
		expect([{ id: 7 }, { id: "" }, null, "x", [], { id: "\n" }].map(requestIdOf)).toEqual(
			Array(6).fill(undefined),
		);
	});
});

function nested(depth: number): unknown {
	let value: unknown = 1;
	for (let i = 0; i < depth; i += 1) value = { params: value };
	return value;
}

function ring(): unknown {
	const value: Record<string, unknown> = { passport: 1, method: "hello" };
	value["params"] = value;
	return value;
}

function jsonOf(pairs: readonly [string, unknown][]): string {
	return `{${pairs.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value) ?? "null"}`).join()}}`;
}
