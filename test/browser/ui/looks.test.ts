import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { AxeResults, RunOptions } from "axe-core";
import type { Page } from "puppeteer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OpenGallery } from "../../ui/gallery/open.ts";
import { STATES } from "../../ui/gallery/states.ts";
import { openGallery } from "./gallery.ts";

/** Every state of the three pages, in both themes and languages, and narrow: what can be judged by a machine. */

const VIEWS = (["light", "dark"] as const).flatMap((theme) =>
	(["en", "ru"] as const).map((language) => ({ theme, language })),
);
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let gallery: OpenGallery;

beforeAll(async () => {
	gallery = await openGallery();
});
afterAll(() => gallery[Symbol.asyncDispose]());

async function unfold(page: Page): Promise<void> {
	await page.$$eval("details", (all) => {
		for (const details of all) details.open = true;
	});
}

async function violations(page: Page): Promise<string[]> {
	await page.evaluate(axe);
	const { violations: found } = await page.evaluate((): Promise<AxeResults> => {
		const { axe: runner } = globalThis as unknown as {
			axe: { run(options: RunOptions): Promise<AxeResults> };
		};
		return runner.run({ resultTypes: ["violations"] });
	});
	return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
}

/** What reaches out of the page sideways, or stands in a box too narrow for it without saying so by an ellipsis. */
function cutOff(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const width = document.documentElement.clientWidth;
		const isCut = (element: Element) => {
			const { left, right } = element.getBoundingClientRect();
			const style = getComputedStyle(element);
			const isHidden = style.overflowX !== "visible" && style.textOverflow !== "ellipsis";
			return left < 0 || right > width + 0.5 || (isHidden && element.scrollWidth > element.clientWidth);
		};
		return [...document.querySelectorAll("body *:not(.unseen):not(svg *)")]
			.filter((element) => element.getClientRects().length > 0 && isCut(element))
			.map((element) => element.outerHTML.slice(0, 120));
	});
}

describe.each(Object.keys(STATES))("%s", (state) => {
	it.each(VIEWS)("can be used by everybody ($theme, $language)", async (view) => {
		const page = await gallery.show(state, view);
		await unfold(page);
		expect(await violations(page)).toEqual([]);
	});

	it("has nothing cut off, however narrow and in whichever language", async () => {
		for (const language of ["en", "ru"] as const) {
			const narrow = STATES[state]?.page === "options" ? { width: 360 } : {};
			const page = await gallery.show(state, { language, theme: "light", ...narrow });
			await unfold(page);
			expect(await cutOff(page)).toEqual([]);
		}
	});
});
