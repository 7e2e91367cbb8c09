import { describe, expect, it } from "vitest";
import { cleanText } from "../../src/oauth/clean-text.ts";

const between = (first: number, last: number) =>
	Array.from({ length: last - first + 1 }, (_, index) => first + index);

describe("A server's text", () => {
	it.each([
		...between(0x200b, 0x200f),
		...between(0x202a, 0x202e),
		...between(0x2060, 0x2069),
		...[0x00ad, 0x034f, 0x061c, 0x115f, 0x180e, 0x3164, 0xfeff, 0xffa0, 0xe0041],
	])("leaves a space of the invisible character %i", (point) => {
		const invisible = String.fromCodePoint(point);
		expect(cleanText(`${invisible}pay${invisible}pal${invisible}`, 10)).toBe("pay pal");
	});

	it.each([
		["line\nbreaks\r\n\u2028everywhere", "line breaks everywhere"],
		["\u0000nul\u007f", "nul"],
		["half\ud83da pair", "half a pair"],
		["  spaces\u00a0 of any kind ", "spaces of any kind"],
		["\u200b \ufeff\u3164\u00ad", ""],
	])("stands on one line: %j", (text, line) => {
		expect(cleanText(text, 100)).toBe(line);
	});

	it("is cut between characters, never inside of one", () => {
		expect(cleanText("😀😀😀", 2)).toBe("😀…");
		expect(cleanText("😀😀", 2)).toBe("😀😀");
	});

	it("keeps what is written in any alphabet", () => {
		const names = "Ада Лавлейс · עדה · 艾达 · 葛\u{e0100}城";
		expect(cleanText(names, 100)).toBe(names);
	});
});
