import { describe, expect, it } from "vitest";
import { ARMING_MS, isArmed, judgeClick } from "../../src/consent/arming.ts";
import { askedRights } from "../../src/consent/asked-rights.ts";
import { ada, ivan, prompt } from "./gallery/fixtures.ts";

describe("the answering buttons are disarmed", () => {
	it.each([
		["at once", { now: 1000, since: 1000, isVisible: true }],
		["a moment before half a second", { now: 1000 + ARMING_MS - 1, since: 1000, isVisible: true }],
		["when the clock went backwards", { now: 900, since: 1000, isVisible: true }],
		["while nobody sees the window, however long", { now: 90_000, since: 1000, isVisible: false }],
	])("%s", (_, attention) => {
		expect(isArmed(attention)).toBe(false);
	});
});

it("the answering buttons are armed after half a second of being seen", () => {
	expect(isArmed({ now: 1000 + ARMING_MS, since: 1000, isVisible: true })).toBe(true);
});

describe("a click", () => {
	it.each([
		["of a disarmed button", { detail: 1, isArmed: false }],
		["of a disarmed button by keyboard", { detail: 0, isArmed: false }],
		["that is the second of a double click", { detail: 2, isArmed: true }],
		["that is the third in a row", { detail: 3, isArmed: true }],
	])("%s does nothing", (_, click) => {
		expect(judgeClick(click)).toBe("nothing");
	});

	it("with a pointer waits for a second one; by keyboard it acts", () => {
		expect(judgeClick({ detail: 1, isArmed: true })).toBe("wait");
		expect(judgeClick({ detail: 0, isArmed: true })).toBe("act");
	});
});

describe("what is asked", () => {
	const asks = prompt({
		scopes: ["login:email", "login:info"],
		optionalScopes: ["login:avatar"],
		held: { [ada.uid]: ["login:info"], [ivan.uid]: ["login:avatar", "login:email", "login:info"] },
	});

	it("is new in all its parts for an account to come", () => {
		expect(askedRights(asks, null)).toEqual({
			required: ["login:email", "login:info"],
			optional: ["login:avatar"],
			held: [],
			isEverything: false,
		});
	});

	it("is only the difference for an account that the site has rights of", () => {
		expect(askedRights(asks, ada.uid)).toMatchObject({
			required: ["login:email"],
			optional: ["login:avatar"],
			held: ["login:info"],
		});
	});

	it("is nothing where the site has it all", () => {
		expect(askedRights(asks, ivan.uid)).toMatchObject({ required: [], optional: [], isEverything: false });
	});

	it("is nothing held where the uid is a name that every object has", () => {
		expect(askedRights(asks, "constructor").held).toEqual([]);
	});

	it("is everything where no right is named", () => {
		expect(askedRights(prompt({ scopes: [] }), ada.uid)).toMatchObject({ required: [], isEverything: true });
	});
});
