import type { Page } from "puppeteer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ada, ivan } from "../../ui/gallery/fixtures.ts";
import type { OpenGallery } from "../../ui/gallery/open.ts";
import { byRole, byText, choose, namesOf, press } from "../harness/find.ts";
import { askedOf, change, focused, openGallery, waitForAsked, waitForDone } from "./gallery.ts";

/** The consent window, used as people and their accidents use it. */

let gallery: OpenGallery;
beforeAll(async () => {
	gallery = await openGallery();
});
afterAll(() => gallery[Symbol.asyncDispose]());

async function armed(page: Page): Promise<Page> {
	await page.waitForSelector("button.primary[aria-disabled=false]");
	return page;
}

function regainFocus(page: Page): Promise<void> {
	return page.evaluate(() => void window.dispatchEvent(new Event("focus")));
}

/** A press that no time can pass before: in the same task as what came before it. */
function regainFocusAndClick(page: Page): Promise<void> {
	return page.evaluate(() => {
		window.dispatchEvent(new Event("focus"));
		document.querySelector<HTMLButtonElement>("button.primary")?.click();
	});
}

describe("an accidental press does nothing", () => {
	it("in the moment in which the window appears", async () => {
		const page = await gallery.show("consent-one");
		await page.evaluateOnNewDocument(() => {
			new MutationObserver((_, observer) => {
				const buttons = document.querySelectorAll<HTMLButtonElement>(".answers button");
				for (const button of buttons) {
					button.disabled = false;
					button.click();
				}
				if (buttons.length > 0) observer.disconnect();
			}).observe(document, { childList: true, subtree: true });
		});
		await page.reload();
		await armed(page);
		expect(await askedOf(page, "answerPrompt")).toEqual([]);
	});

	it("right after the window regained the focus", async () => {
		const page = await armed(await gallery.show("consent-one"));
		await regainFocusAndClick(page);
		expect(await askedOf(page, "answerPrompt")).toEqual([]);
		await armed(page);
	});

	it("when it is a double click", async () => {
		const page = await armed(await gallery.show("consent-one"));
		await byRole(page, "button", "Deny").click({ count: 2 });
		await press(page, "Allow");
		expect(await waitForAsked(page, "answerPrompt")).toMatchObject({ answer: { allow: true } });
	});

	it("when the other answer follows at once", async () => {
		const page = await armed(await gallery.show("consent-one"));
		await page.evaluate(() => {
			for (const one of ["primary", "plain"]) {
				const click = new MouseEvent("click", { bubbles: true, detail: 1 });
				document.querySelector(`.answers button.${one}`)?.dispatchEvent(click);
			}
		});
		expect(await waitForAsked(page, "answerPrompt")).toEqual({ id: "p1", answer: { allow: false } });
	});

	it("when it is a held Enter key", async () => {
		const page = await armed(await gallery.show("consent-one"));
		await page.focus("button.primary");
		await page.keyboard.down("Enter");
		await page.keyboard.down("Enter");
		await page.keyboard.down("Enter");
		await page.keyboard.up("Enter");
		expect(await askedOf(page, "answerPrompt")).toEqual([]);
		await page.keyboard.press("Enter");
		expect(await waitForAsked(page, "answerPrompt")).toMatchObject({ answer: { allow: true } });
	});

	it("keeps the focus on a button that is disarmed under it", async () => {
		const page = await armed(await gallery.show("consent-one"));
		await page.focus("button.primary");
		await regainFocus(page);
		await page.waitForSelector("button.primary[aria-disabled=true]");
		expect(await focused(page)).toBe("button Allow");
	});
});

describe("the window says", () => {
	it("who asks, through which app, for what: in words and by technical name", async () => {
		const page = await gallery.show("consent-one");
		const text = await page.evaluate(() => document.body.textContent);
		for (const part of ["https://shop.example", "Demo shop", "demo-client", "login:info", "login:email"]) {
			expect(text).toContain(part);
		}
		expect(text).toContain("See your e-mail address");
	});

	it("puts the focus on none of the answers", async () => {
		const page = await gallery.show("consent-one");
		expect(await focused(page)).toMatch(/^h1 https:\/\/shop\.example/);
	});

	it("only what is new, for the account that is chosen", async () => {
		const page = await gallery.show("consent-more");
		const asked = () =>
			page.$$eval(".asked > .rights code", (all) => all.map(({ textContent }) => textContent));
		expect(await asked()).toEqual(["cloud_api:disk.read"]);
		await press(page, "Use another account", "radio");
		await byText(page, "It will be able to").wait();
		expect(await asked()).toEqual(["cloud_api:disk.read", "login:email", "login:info"]);
	});
});

describe("the answer", () => {
	it("is no at Deny", async () => {
		const page = await gallery.show("consent-one");
		await press(page, "Deny");
		expect(await waitForAsked(page, "answerPrompt")).toEqual({ id: "p1", answer: { allow: false } });
	});

	it("is for the first account, for good and without optional rights, unless something else is chosen", async () => {
		const page = await gallery.show("consent-more");
		await press(page, "Allow");
		expect(await waitForAsked(page, "answerPrompt")).toEqual({
			id: "p1",
			answer: { allow: true, uid: ada.uid, optionalScopes: [], duration: "always" },
		});
	});

	it("carries the ticked rights and the time", async () => {
		const page = await gallery.show("consent-more");
		await press(page, "See your picture login:avatar", "checkbox");
		await choose(page, "For how long", "hour");
		await press(page, "Allow");
		expect(await waitForAsked(page, "answerPrompt")).toMatchObject({
			answer: { optionalScopes: ["login:avatar"], duration: "hour" },
		});
	});

	it("is for the chosen account of several", async () => {
		const page = await gallery.show("consent-two-accounts");
		expect(await namesOf(page, "radiogroup")).toEqual(["Account"]);
		await press(page, "Иван Тургенев turgenev", "radio");
		await press(page, "Allow");
		expect(await waitForAsked(page, "answerPrompt")).toMatchObject({ answer: { uid: ivan.uid } });
	});

	it("names no account when another one is wanted or there is none", async () => {
		const another = await gallery.show("consent-two-accounts");
		await press(another, "Use another account", "radio");
		await press(another, "Allow");
		expect(await waitForAsked(another, "answerPrompt")).toMatchObject({ answer: { uid: null } });
		const nobody = await gallery.show("consent-nobody");
		await press(nobody, "Allow");
		expect(await waitForAsked(nobody, "answerPrompt")).toMatchObject({ answer: { uid: null } });
	});

	it("is not wanted any more when the prompt is over: the window closes", async () => {
		const page = await gallery.show("consent-one");
		const error = { code: "invalid_request", message: "Over.", retryable: false };
		await change(page, { failures: { prompt: error } });
		await waitForDone(page, "close");
		expect(await page.$("main")).toBeNull();
	});
});
