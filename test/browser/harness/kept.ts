import type { Page } from "puppeteer";
import { now, random } from "../../../sandbox/effects.ts";
import { createAuthorizationServer, type ServerOptions } from "../../../sandbox/server/server.ts";
import type { World } from "./hosts.ts";
import { APP, type Play, startPlay } from "./play.ts";
import { newProfile } from "./profile.ts";
import type { Stage } from "./stage.ts";

/** A play whose browser is kept from test to test; each test begins with an empty extension and a new server. */
export interface Kept extends Play {
	/** Empties the extension, as after its installation, and puts a new server under Yandex's names. */
	fresh(options?: Partial<ServerOptions>): Promise<void>;
}

/** Opens the browser that a file's tests share. `more`: further hosts of the world. */
export async function startKept(more: World = {}): Promise<Kept> {
	const profile = await newProfile();
	const toServer = (request: Request) => play.server.handle(request);
	const play = await startPlay(
		profile,
		{},
		{
			"https://oauth.yandex.ru": toServer,
			"https://login.yandex.ru": toServer,
			...more,
		},
	);
	const { close } = play;
	return Object.assign(play, {
		fresh: async (options: Partial<ServerOptions> = {}) => {
			await empty(play.stage);
			play.server = createAuthorizationServer({ now, random, clients: [APP], ...options });
		},
		close: async () => {
			await close();
			await profile[Symbol.asyncDispose]();
		},
	});
}

/** The extension as after its installation: no window, no background, nothing stored. */
async function empty(stage: Stage): Promise<void> {
	const options = await stage.openOptions();
	const pages = await stage.browser.pages();
	await Promise.all(pages.filter((page) => page !== options).map((page) => page.close()));
	await stage.stopWorker();
	await options.evaluate(async () => {
		const { chrome } = globalThis as unknown as {
			chrome: { storage: { session: { clear: () => Promise<void> } } };
		};
		await chrome.storage.session.clear();
	});
	await deleteDatabases(options);
	// The windows that were closed may have started it again meanwhile.
	await stage.stopWorker();
	await stage.open("about:blank");
	await options.close();
}

/** Deletes all that the extension has stored, from one of its own pages, whatever the background does meanwhile. */
export function deleteDatabases(page: Page): Promise<void> {
	return page.evaluate(async () => {
		for (const { name = "" } of await indexedDB.databases()) {
			await new Promise((resolve, reject) => {
				const deletion = indexedDB.deleteDatabase(name);
				deletion.onsuccess = resolve;
				deletion.onerror = reject;
			});
		}
	});
}
