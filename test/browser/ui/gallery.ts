import type { Page } from "puppeteer";
import { inject } from "vitest";
import type { Gallery } from "../../ui/gallery/main.tsx";
import { type OpenGallery, openGallery as open } from "../../ui/gallery/open.ts";

/** The gallery in the Chromium of the tests. */
export function openGallery(): Promise<OpenGallery> {
	return open(inject("executables").chrome);
}

/** What the page asked of the background by this method, in order. */
export function askedOf(page: Page, method: string): Promise<unknown[]> {
	return page.evaluate((wanted) => {
		const { gallery } = globalThis as unknown as { gallery: Gallery };
		return gallery.asked.filter((asked) => asked.method === wanted).map(({ params }) => params);
	}, method);
}

/** Waits until the page has asked this, `times` times and no more, and gives what it asked last. */
export async function waitForAsked(page: Page, method: string, times = 1): Promise<unknown> {
	await page.waitForFunction(
		(wanted, least) => {
			const { gallery } = globalThis as unknown as { gallery: Gallery };
			return gallery.asked.filter((asked) => asked.method === wanted).length >= least;
		},
		{},
		method,
		times,
	);
	const asked = await askedOf(page, method);
	if (asked.length !== times) throw new Error(`${method} was asked ${asked.length} times.`);
	return asked.at(-1);
}

/** What the page had the browser do: copied, saved, closed, opened, asked for. */
export function done(page: Page): Promise<string[]> {
	return page.evaluate(() => (globalThis as unknown as { gallery: Gallery }).gallery.done);
}

/** Waits until the page has had the browser do this. */
export async function waitForDone(page: Page, what: string): Promise<void> {
	await page.waitForFunction(
		(wanted) => (globalThis as unknown as { gallery: Gallery }).gallery.done.includes(wanted),
		{},
		what,
	);
}

/** Gives the background other answers, of which the page does not know until it asks. */
export async function answerOtherwise(page: Page, answers: object): Promise<void> {
	await page.evaluate((changed) => {
		const { gallery } = globalThis as unknown as { gallery: Gallery };
		Object.assign(gallery.answers, changed);
	}, answers);
}

/** Gives the background other answers, and says that something changed. */
export async function change(page: Page, answers: object): Promise<void> {
	await answerOtherwise(page, answers);
	await page.evaluate(() => (globalThis as unknown as { gallery: Gallery }).gallery.change());
}

/** The person refuses what the browser asks from now on. */
export function refusePermission(page: Page): Promise<void> {
	return page.evaluate(() => {
		(globalThis as unknown as { gallery: Gallery }).gallery.permits = false;
	});
}

/** Lets the time pass that the options page waits for. */
export function elapse(page: Page): Promise<void> {
	return page.evaluate(() => (globalThis as unknown as { gallery: Gallery }).gallery.elapse());
}

/** The tag and accessible name of what has the focus. */
export function focused(page: Page): Promise<string> {
	return page.evaluate(() => {
		const element = document.activeElement;
		return `${element?.tagName.toLowerCase()} ${element?.getAttribute("aria-label") ?? element?.textContent ?? ""}`.trim();
	});
}
