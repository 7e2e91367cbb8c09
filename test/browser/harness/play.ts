import { now, random } from "../../../sandbox/effects.ts";
import type { Client, Person } from "../../../sandbox/server/model.ts";
import { ADA, BORIS } from "../../../sandbox/server/people.ts";
import {
	type AuthorizationServer,
	createAuthorizationServer,
	type ServerOptions,
} from "../../../sandbox/server/server.ts";
import type { Browser } from "../../../scripts/browsers.ts";
import { CHROMIUM_ID, FIREFOX_ID, firefoxRedirectHost } from "../../../scripts/extension-id.ts";
import { byText, fill, press, pressAtOnce } from "./find.ts";
import { type Served, serve, type World } from "./hosts.ts";
import { openChrome, openFirefox } from "./open.ts";
import type { Profile } from "./profile.ts";
import { site } from "./sites.ts";
import type { Stage } from "./stage.ts";

export { ADA, BORIS };

/** An app as it is registered at the server, with the extension's redirect URI. */
export const APP: Client = {
	id: "0123456789abcdef0123456789abcdef",
	name: "Sample App",
	secret: "sample-secret",
	redirectUris: [
		`https://${CHROMIUM_ID}.chromiumapp.org/production`,
		`https://${firefoxRedirectHost(FIREFOX_ID)}/production`,
	],
	scopes: ["login:info", "login:email", "login:avatar", "cloud_api:disk.read"],
};

/** A browser with the extension, the sandbox's server under Yandex's names, and two sites. */
export interface Play {
	stage: Stage;
	server: AuthorizationServer;
	world: Served;
	/** Closes the browser and opens it again with the same profile. */
	restart(): Promise<void>;
	close(): Promise<void>;
}

/** Starts a play in a profile. `more`: further hosts of the world. */
export async function startPlay(
	profile: Profile,
	options: Partial<ServerOptions> = {},
	more: World = {},
	browser: Browser = "chrome",
): Promise<Play> {
	const server = createAuthorizationServer({ now, random, clients: [APP], ...options });
	const world = await serve({
		"https://oauth.yandex.ru": server.handle,
		"https://login.yandex.ru": server.handle,
		"https://shop.example": site(),
		"https://news.example": site(),
		...more,
	});
	const openBrowser = browser === "chrome" ? openChrome : openFirefox;
	const open = () => openBrowser({ hosts: world.hosts, profile: profile.path });
	const play: Play = {
		...{ server, world, stage: await open() },
		restart: async () => {
			await play.stage.close();
			play.stage = await open();
		},
		close: async () => {
			await play.stage.close();
			await world[Symbol.asyncDispose]();
		},
	};
	return play;
}

/** What a person types in the options before anything else. */
export interface TypedClient {
	clientId: string;
	clientSecret?: string;
	scopes?: string;
	optionalScopes?: string;
}

/** Fills the options page's form in and saves it. */
export async function configureClient({ stage }: Play, typed: Partial<TypedClient> = {}): Promise<void> {
	const options = await stage.openOptions();
	await fill(options, "Client ID", typed.clientId ?? APP.id);
	if (typed.clientSecret !== undefined) await fill(options, "Client secret", typed.clientSecret);
	await fill(options, "Scopes", typed.scopes ?? "login:info");
	if (typed.optionalScopes !== undefined) await fill(options, "Optional scopes", typed.optionalScopes);
	await press(options, "Save");
	await byText(options, "Saved").wait();
	await options.close();
}

/** Signs a person in with the popup, through the server's own pages. */
export async function signInWithPopup({ stage }: Play, person: Person): Promise<void> {
	const popup = await stage.openPopup();
	await press(popup, "Sign in");
	const server = await stage.authWindow();
	await pressAtOnce(server, person.displayName);
	await pressAtOnce(server, "Allow");
	await byText(popup, person.displayName).wait();
	await popup.close();
}
