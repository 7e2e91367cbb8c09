import { mkdir } from "node:fs/promises";
import type { Page } from "puppeteer";
import { byRole, byText, choose, fill, press } from "../test/browser/harness/find.ts";
import type { Stage } from "../test/browser/harness/stage.ts";
import type { Sandbox } from "./serve.ts";
import type { Client } from "./server/model.ts";
import { ADA } from "./server/people.ts";

/** Where the story plays. */
export interface Places {
	/** The sandbox's authorization server. */
	authorization: string;
	/** The demo site. */
	site: string;
	/** The app that the server knows. */
	app: Client;
}

const SCREENSHOTS = ".cache/story";

/** Sets the extension to the sandbox, in its options page, as a person would. */
export async function setUp({ openOptions }: Stage, { authorization, app }: Places): Promise<Page> {
	const options = await openOptions();
	await byText(options, "Add or change a server").click();
	await choose(options, "Server", "production");
	await fill(options, "Authorization endpoint", `${authorization}/authorize`);
	await fill(options, "Token endpoint", `${authorization}/token`);
	await fill(options, "User info endpoint", `${authorization}/info`);
	await fill(options, "Revocation endpoint (if there is one)", `${authorization}/revoke_token`);
	await fill(options, "Device authorization endpoint (if there is one)", `${authorization}/device/code`);
	await press(options, "Save server");
	await byText(options, "The server is saved").wait();
	await fill(options, "Client ID", app.id);
	if (app.secret !== undefined) await fill(options, "Client secret", app.secret);
	await fill(options, "Scopes", "login:info");
	await fill(options, "App name", app.name);
	await press(options, "Save");
	await byText(options, "Saved").wait();
	return options;
}

/** Plays the main job, prints each step with its result and leaves pictures of it. Resolves whether all went well. */
export async function playStory(stage: Stage, server: Sandbox, places: Places): Promise<boolean> {
	await mkdir(SCREENSHOTS, { recursive: true });
	let taken = 0;
	const look: Look = async (page, name, part = "window") => {
		taken += 1;
		const path = `${SCREENSHOTS}/${String(taken).padStart(2, "0")}-${name}.png` as const;
		await page.screenshot({ path, fullPage: part === "whole" });
	};
	for (const [title, play] of chapters(stage, server, places, look)) {
		try {
			console.log(`ok      ${title}: ${await play()}`);
		} catch (error) {
			console.log(`FAILED  ${title}\n${error instanceof Error ? error.message : String(error)}`);
			return false;
		}
	}
	console.log(`${taken} pictures are in ${SCREENSHOTS}.`);
	return true;
}

/** Takes a picture of a page: what its window shows of it, or the whole of it. */
type Look = (page: Page, name: string, part?: "window" | "whole") => Promise<void>;

/** A step of the story: what it is, and how it is played; resolves with what came out. */
type Chapter = readonly [title: string, play: () => Promise<string>];

function chapters(stage: Stage, server: Sandbox, places: Places, look: Look): Chapter[] {
	const again = () => getTokenAgain(stage, server, places, look);
	return [
		["the options are set to the sandbox", () => openOptions(stage, places, look)],
		["a person signs in with the popup", () => signIn(stage, look)],
		["a page asks for a token, the person agrees, the page gets it", () => getToken(stage, places, look)],
		["asking again reaches no server", again],
		["the background is ended, the token is still there", () => stage.stopWorker().then(again)],
		[
			"the person signs out, and the page learns nothing any more",
			() => signOut(stage, server, places, look),
		],
	];
}

async function openOptions(stage: Stage, places: Places, look: Look): Promise<string> {
	await look(await setUp(stage, places), "options", "whole");
	return places.authorization;
}

async function signIn(stage: Stage, look: Look): Promise<string> {
	const popup = await stage.openPopup();
	await press(popup, "Sign in");
	const window = await stage.authWindow();
	await look(window, "who-are-you");
	await press(window, ADA.displayName);
	await byRole(window, "button", "Allow").wait();
	await look(window, "allow-at-the-server");
	await press(window, "Allow");
	await byRole(popup, "button", `Sign out ${ADA.displayName}`).wait();
	await look(popup, "popup");
	return ADA.displayName;
}

async function getToken(stage: Stage, { site }: Places, look: Look): Promise<string> {
	const page = await stage.open(site);
	await press(page, "getToken");
	const window = await stage.consentWindow();
	// Asleep at first, so that no press that was meant for something else answers.
	await byRole(window, "button", "Allow")
		.filter((button) => button.getAttribute("aria-disabled") !== "true")
		.wait();
	await look(window, "consent");
	await press(window, "Allow");
	const answer = await answerOn(page, "getToken");
	await look(page, "page-with-token", "whole");
	return inShort(answer);
}

async function getTokenAgain(stage: Stage, server: Sandbox, { site }: Places, look: Look): Promise<string> {
	const before = server.requests.length;
	const page = await stage.open(site);
	await press(page, "getToken");
	const answer = await answerOn(page, "getToken");
	if (server.requests.length > before) throw new Error("The server was asked again.");
	await look(page, "page-again", "whole");
	return inShort(answer);
}

async function signOut(stage: Stage, server: Sandbox, { site }: Places, look: Look): Promise<string> {
	const popup = await stage.openPopup();
	await press(popup, `Sign out ${ADA.displayName}`);
	await byText(popup, "Nobody is signed in yet").wait();
	await byText(popup, "withdrawn at the server too").wait();
	await look(popup, "popup-signed-out");
	if (server.tokens().length > 0) throw new Error("A token still works at the server.");
	const page = await stage.open(site);
	await press(page, "getAccounts");
	const answer = await answerOn(page, "getAccounts");
	if (answer.includes(ADA.login)) throw new Error("The page still sees the account.");
	await look(page, "page-signed-out", "whole");
	return `getAccounts gave ${answer}, no token works at the server`;
}

/** What an answer of getToken holds, labelled; of the token only its beginning. */
function inShort(answer: string): string {
	const { result }: { result: { value: string; scopes: string[]; uid: string } } = JSON.parse(answer);
	return `token ${result.value.slice(0, 8)}…, rights ${result.scopes.join(" ")}, account ${result.uid}`;
}

/** The demo site's newest answer to a method, once it is there; an error on the page is one here. */
async function answerOn(page: Page, method: string): Promise<string> {
	const entry = await page.waitForSelector(`[role="log"] article[data-method="${method}"]`);
	const shown = await entry?.evaluate((article) => ({
		failed: article.classList.contains("error"),
		text: article.querySelector("pre:last-of-type")?.textContent ?? "",
	}));
	if (!shown || shown.failed) throw new Error(`The page heard: ${shown?.text ?? "nothing"}`);
	return shown.text.replace(/^←/, "").replace(/\s+/g, " ").trim();
}
