import type { Locator, Page } from "puppeteer";

/** The roles that the tests find things by. */
export type Role =
	| "button"
	| "checkbox"
	| "combobox"
	| "dialog"
	| "heading"
	| "link"
	| "list"
	| "listitem"
	| "radio"
	| "radiogroup"
	| "region"
	| "switch"
	| "textbox";

/** Finds a control the way a person with a screen reader does: by its role and its whole accessible name. */
export function byRole(page: Page, role: Role, name: string): Locator<Element> {
	return page.locator(selectorOf(role, name));
}

/** Resolves once no such control is on the page, or none that can be seen. */
export async function isGone(page: Page, role: Role, name: string): Promise<void> {
	await page.waitForSelector(selectorOf(role, name), { hidden: true });
}

/** Waits until a text stands on the page. */
export function byText(page: Page, text: string): Locator<Element> {
	return page.locator(`::-p-text(${escaped(text)})`);
}

/** Presses a button or link, as soon as it is there, visible and enabled. */
export async function press(page: Page, name: string, role: Role = "button"): Promise<void> {
	await byRole(page, role, name).click();
}

/**
 * Presses without a pointer, which a window that is still being placed could lose: for the pages of others, in windows
 * that have just opened.
 */
export async function pressAtOnce(page: Page, name: string): Promise<void> {
	const button = await byRole(page, "button", name).waitHandle();
	// Afterwards: the press may close the window, which then could not say any more that it was pressed.
	await button.evaluate((element) => void setTimeout(() => (element as HTMLButtonElement).click()));
}

/** Replaces what stands in a text box. */
export async function fill(page: Page, name: string, value: string): Promise<void> {
	await byRole(page, "textbox", name).fill(value);
}

/** Chooses in a combobox, by the option's value. */
export async function choose(page: Page, name: string, value: string): Promise<void> {
	await byRole(page, "combobox", name).fill(value);
}

/** The accessible names of all controls of a role that are on the page now, in their order. */
export async function namesOf(page: Page, role: Role): Promise<string[]> {
	const tree = await page.accessibility.snapshot({ interestingOnly: false });
	const names: string[] = [];
	const visit = (node: typeof tree) => {
		if (node?.role === role) names.push(node.name ?? "");
		for (const child of node?.children ?? []) visit(child);
	};
	visit(tree);
	return names;
}

function selectorOf(role: Role, name: string): string {
	return `::-p-aria([name="${escaped(name)}"][role="${role}"])`;
}

function escaped(name: string): string {
	return name.replaceAll("\\", "\\\\").replaceAll('"', '\\"');
}
