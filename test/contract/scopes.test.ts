import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalizeScopes, sameScopes, scopesBeyond } from "../../src/contract/scopes.ts";

const scopes = fc.array(fc.constantFrom<string[]>("a", "b", "A", "login:info", "login:email"));

describe("scopes are a set", () => {
	it("whatever the order, however often each is named", () => {
		fc.assert(
			fc.property(scopes, (list) => {
				const normalized = normalizeScopes(list);
				expect(normalizeScopes([...list, ...list].reverse())).toEqual(normalized);
				expect(sameScopes(normalized, normalizeScopes(list.toReversed()))).toBe(true);
				expect(new Set(normalized)).toEqual(new Set(list));
			}),
		);
	});

	it("with a difference that holds nothing of what was held, and everything else", () => {
		fc.assert(
			fc.property(scopes, scopes, (asked, held) => {
				const beyond = scopesBeyond(asked, held);
				expect(beyond.every((scope) => asked.includes(scope) && !held.includes(scope))).toBe(true);
				expect(new Set([...beyond, ...held])).toEqual(new Set([...asked, ...held]));
			}),
		);
	});

	it.each([
		[["a"], ["A"]],
		[["a"], ["a", "b"]],
		[["a b"], ["a", "b"]],
		[[], ["a"]],
	])("%j is not %j", (a, b) => {
		expect(sameScopes(a, b)).toBe(false);
	});
});
