import type { Page } from "puppeteer";
import type { Person } from "../../../sandbox/server/model.ts";
import { byRole, press, pressAtOnce } from "./find.ts";
import type { Play } from "./play.ts";
import { ask, type Heard } from "./sites.ts";

/** What people do with the pages of the extension and of the server while a site waits. */

/** The value of the token a page heard; "none" when it heard something else. */
export function tokenIn({ result }: Heard): string {
	return (result as { value?: string } | undefined)?.value ?? "none";
}

/** Chooses who to be at the server, and answers what it asks. */
export async function passServer(play: Play, person: Person, decision = "Allow"): Promise<void> {
	const server = await signInAtServer(play, person);
	await pressAtOnce(server, decision);
}

/** Chooses who to be at the server; who agreed before is asked nothing more. */
export async function signInAtServer({ stage }: Play, person: Person): Promise<Page> {
	const server = await stage.authWindow();
	await pressAtOnce(server, person.displayName);
	return server;
}

/** Chooses an account in the consent window, by a piece of its row. */
export async function chooseAccount(consent: Page, name: string): Promise<void> {
	await consent.locator(`::-p-xpath(//label[contains(., "${name}")]//input[@type="radio"])`).click();
}

/** A site asks for a token, is allowed it, and the person signs in. Resolves with what the site heard. */
export async function share(play: Play, page: Page, person: Person, params: object = {}): Promise<Heard> {
	const { stage } = play;
	const asked = ask(page, stage.extensionId, "getToken", { interactive: true, ...params });
	const consent = await stage.consentWindow();
	await byRole(consent, "button", "Allow").wait();
	if ((await consent.$('input[type="radio"]')) !== null) await chooseAccount(consent, "Use another account");
	await press(consent, "Allow");
	await passServer(play, person);
	return asked;
}
