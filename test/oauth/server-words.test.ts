import { describe, expect, it } from "vitest";
import { readWords, removeSecrets } from "../../src/oauth/server-words.ts";

describe("A secret in a server's words is covered", () => {
	it.each<readonly [string, string, readonly string[], string]>([
		["as it was sent", "is a b/ё bad?", ["a b/ё"], "is *** bad?"],
		["as a component of an address", "is a%20b%2F%D1%91 bad?", ["a b/ё"], "is *** bad?"],
		["as a form writes it", "is a+b%2F%D1%91 bad?", ["a b/ё"], "is *** bad?"],
		["each time", "s1, s1", ["s1"], "***, ***"],
		["whole, when a part of it is one too", "id:secret", ["secret", "id:secret"], "***"],
		["none, when nothing was sent", "all is well", ["", ""], "all is well"],
	])("%s", (_, text, secrets, expected) => {
		expect(removeSecrets(text, secrets)).toBe(expected);
	});

	it("but not inside of a code that everybody knows", () => {
		expect(readWords({ error: "invalid_grant", error_description: "a grant" }, ["grant"])).toEqual({
			error: "invalid_grant",
			error_description: "a ***",
		});
	});
});

describe("A server's words", () => {
	it.each([[{}], [{ error: "" }], [{ error: 1 }], [{ error_description: "alone" }]])(
		"are none without an error: %j",
		(answer) => {
			expect(readWords(answer, [])).toBeUndefined();
		},
	);

	it.each([[undefined], [""], [7], [null]])("may lack the description: %j", (error_description) => {
		expect(readWords({ error: "x", error_description }, [])).toEqual({ error: "x" });
	});

	it("have bearable lengths", () => {
		const words = readWords({ error: "x".repeat(1000), error_description: "y".repeat(1000) }, []);
		expect([words?.error.length, words?.error_description?.length]).toEqual([100, 300]);
	});
});
