import type { ElementHandle, Page } from "puppeteer";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { tell } from "../harness/control.ts";
import { byRole, byText, press } from "../harness/find.ts";
import type { Kept } from "../harness/kept.ts";
import { ADA } from "../harness/play.ts";
import { ask, type Heard } from "../harness/sites.ts";
import { consentPage } from "../harness/stage.ts";
import { closeOthers, startConnected } from "../security/connected.ts";

/** security.md 18, 19: what the consent window shows, and what it takes for an answer. */

const more = { scopes: ["login:info", "login:email"], interactive: true };
let play: Kept;
let options: Page;

beforeAll(async () => {
	play = await startConnected();
	options = await play.stage.openOptions();
});

afterEach(async () => {
	await closeOthers(play, options);
	await play.stage.gone(consentPage);
	await options.evaluate(() => {
		const { chrome } = globalThis as unknown as {
			chrome: { storage: { session: { clear: () => Promise<void> } } };
		};
		return chrome.storage.session.clear();
	});
});

afterAll(async () => {
	await play.close();
});

async function asking(params: object = more): Promise<{ page: Page; window: Page; heard: Promise<Heard> }> {
	const page = await play.stage.open("https://shop.example/");
	const heard = ask(page, play.stage.extensionId, "getToken", params);
	// Some tests end before it is answered.
	heard.catch(() => undefined);
	return { page, window: await play.stage.consentWindow(), heard };
}

/** Resolves once both buttons are there and take an answer. */
const armed = (window: Page) =>
	window.waitForFunction(() => {
		const buttons = [...document.querySelectorAll("footer button")];
		return buttons.length > 0 && buttons.every((button) => button.ariaDisabled !== "true");
	});

/** Puts the focus on a button and waits until it takes an answer there. */
async function focusOn(window: Page, name: string): Promise<void> {
	const button = (await byRole(window, "button", name).waitHandle()) as ElementHandle<HTMLButtonElement>;
	await window.waitForFunction(
		(wanted) => {
			// Disarmed, as whenever its window comes to the front, it takes no focus.
			wanted.focus();
			return document.activeElement === wanted && wanted.ariaDisabled !== "true";
		},
		{},
		button,
	);
}

/** The question is open still: a press that meant nothing has answered nothing. */
async function isUnanswered(window: Page): Promise<void> {
	const id = new URL(window.url()).searchParams.get("id") ?? "";
	expect(await tell(options, "prompt", { id })).toHaveProperty("result");
}

describe("18. more rights later", () => {
	it("show only what is new as new, and a no leaves the old consent as it was", async () => {
		const { page, window, heard } = await asking();
		await byText(window, "login:email").wait();
		const id = new URL(window.url()).searchParams.get("id") ?? "";
		expect(await tell(options, "prompt", { id })).toMatchObject({
			result: { held: { [`production:${ADA.id}`]: ["login:info"] } },
		});
		const before = await tell(options, "sites", {});
		await press(window, "Deny");
		expect((await heard).error?.code).toBe("consent_denied");
		expect(await tell(options, "sites", {})).toEqual(before);
		const { result } = await ask(page, play.stage.extensionId, "getToken");
		expect(result).toMatchObject({ scopes: ["login:info"] });
	});
});

describe("19. the consent window", () => {
	it("is a window of the extension, beside the page, which cannot reach it", async () => {
		const { page, window } = await asking();
		expect(window.url()).toMatch(new RegExp(`^chrome-extension://${play.stage.extensionId}/`));
		expect(page.frames()).toHaveLength(1);
		expect(await window.evaluate(() => [globalThis.opener, globalThis.parent === globalThis.self])).toEqual([
			null,
			true,
		]);
		const kinds = await options.evaluate(() => {
			const { chrome } = globalThis as unknown as {
				chrome: { windows: { getAll: () => Promise<{ type: string; focused: boolean }[]> } };
			};
			return chrome.windows.getAll().then((all) => all.map(({ type }) => type));
		});
		expect(kinds).toContain("popup");
	});

	it("is disarmed when it comes to the front: neither a click nor Enter answers", async () => {
		const { window } = await asking();
		await focusOn(window, "Allow");
		const shown = await window.evaluate(() => {
			const allow = document.activeElement as HTMLButtonElement;
			// All at once: half a second later it would be armed again.
			globalThis.dispatchEvent(new Event("focus"));
			allow.dispatchEvent(new MouseEvent("click", { bubbles: true, detail: 1 }));
			allow.click();
			for (const type of ["keydown", "keyup"]) {
				allow.dispatchEvent(new KeyboardEvent(type, { key: "Enter", bubbles: true }));
			}
			return new Promise((resolve) => requestAnimationFrame(() => resolve(allow.ariaDisabled)));
		});
		expect(shown).toBe("true");
		await armed(window);
		await isUnanswered(window);
	});

	it("takes no double click for an answer", async () => {
		const { window, heard } = await asking();
		await armed(window);
		await byRole(window, "button", "Allow").click({ count: 2 });
		// The whole time in which a first click could still have acted is over when the next click has acted.
		await isUnanswered(window);
		await press(window, "Deny");
		expect((await heard).error?.code).toBe("consent_denied");
	});

	it("takes no held Enter for an answer, but a pressed one", async () => {
		const { window, heard } = await asking();
		await focusOn(window, "Deny");
		for (const _ of [1, 2, 3]) await window.keyboard.down("Enter");
		await window.keyboard.up("Enter");
		await isUnanswered(window);
		await focusOn(window, "Deny");
		await window.keyboard.press("Enter");
		expect((await heard).error?.code).toBe("consent_denied");
	});

	it("takes no Enter that was down before it came", async () => {
		const { window, heard } = await asking();
		await focusOn(window, "Deny");
		await window.keyboard.up("Enter");
		await isUnanswered(window);
		await press(window, "Deny");
		expect((await heard).error?.code).toBe("consent_denied");
	});

	it("closed is not denied", async () => {
		const { window, heard } = await asking();
		await window.close();
		expect((await heard).error?.code).toBe("user_cancelled");
	});
});
