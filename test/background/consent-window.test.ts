import { expect, it } from "vitest";
import type { Browser, Windows } from "webextension-polyfill";
import { createConsentWindow } from "../../src/background/consent-window.ts";

type Wanted = Parameters<Browser["windows"]["create"]>[0];
type Last = Partial<Windows.Window>;

/** Opens one, and resolves with what the browser was asked for, in turn. */
async function open(
	last: Last | Error,
	refuses: (wanted: Wanted) => boolean = () => false,
): Promise<Wanted[]> {
	const asked: Wanted[] = [];
	const windows = {
		getLastFocused: async () => {
			if (last instanceof Error) throw last;
			return last;
		},
		create: async (wanted: Wanted) => {
			asked.push(wanted);
			if (refuses(wanted)) throw new Error("Bounds must be at least 50% within visible screen space.");
			return { id: 7 };
		},
	};
	const runtime = { getURL: (path: string) => `chrome-extension://own/${path}` };
	const browser = { windows, runtime } as unknown as Browser;
	expect(await createConsentWindow(browser).open("p 1")).toBe(7);
	return asked;
}

const plain = {
	url: "chrome-extension://own/src/consent/index.html?id=p%201",
	type: "popup",
	width: 420,
	height: 640,
};

it.each<[string, Last, object]>([
	[
		"above the middle of the browser's window",
		{ left: 100, top: 50, width: 1020, height: 840 },
		{ left: 400, top: 150 },
	],
	["on a screen to the left", { left: -1500, top: 0, width: 1420, height: 640 }, { left: -1000, top: 0 }],
	["not above the top of a low window", { left: 0, top: 30, width: 420, height: 300 }, { left: 0, top: 30 }],
	["anywhere while that is minimized", { state: "minimized", left: -9, top: -9, width: 9, height: 9 }, {}],
	["anywhere where its bounds are not told", {}, {}],
])("the consent window opens %s", async (_, last, place) => {
	expect(await open(last)).toEqual([{ ...plain, ...place }]);
});

it("the consent window opens where there is no browser window", async () => {
	expect(await open(new Error("No window."))).toEqual([plain]);
});

it("the consent window opens anywhere when its place is off the screen", async () => {
	const last = { left: 5000, top: 0, width: 1000, height: 800 };
	expect(await open(last, (wanted) => wanted?.left !== undefined)).toEqual([
		{ ...plain, left: 5290, top: 80 },
		plain,
	]);
});
