import { resolve } from "node:path";
import { findBrowser } from "../scripts/browsers.ts";
import { build } from "../scripts/build.ts";
import { CHROMIUM_ID } from "../scripts/extension-id.ts";
import { startChrome } from "../test/browser/harness/chrome.ts";
import { newProfile } from "../test/browser/harness/profile.ts";
import { type Stage, stageOf } from "../test/browser/harness/stage.ts";
import { listen } from "./listen.ts";
import { serveSandbox } from "./serve.ts";
import type { Client } from "./server/model.ts";
import { createSite } from "./site.ts";
import { type Places, playStory, setUp } from "./story.ts";

/** `npm start`: the main job, on this machine alone. With a display a person plays it, without one it plays itself. */

const AUTHORIZATION_PORT = 8610;
const SITE_PORT = 8620;

/** The app that the sandbox's server knows, and that the options are set to. */
const APP: Client = {
	id: "sandbox-app",
	name: "Sandbox App",
	secret: "sandbox-app-secret",
	redirectUris: [`https://${CHROMIUM_ID}.chromiumapp.org/production`],
	scopes: ["login:info", "login:email", "login:avatar", "cloud_api:disk.read"],
};

await start(process.argv.includes("--headless") || !hasDisplay()).catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
// A step of the story that waits for something in a closed browser would go on waiting.
process.exit();

async function start(headless: boolean): Promise<void> {
	const executablePath = await findBrowser("chrome");
	await using server = await onPort(
		AUTHORIZATION_PORT,
		serveSandbox({ port: AUTHORIZATION_PORT, clients: [APP] }),
	);
	await using site = await onPort(SITE_PORT, listen(createSite(), { port: SITE_PORT }));
	console.log("Building the extension …");
	await build(process.cwd(), () => undefined);
	await using profile = await newProfile();
	const places: Places = {
		authorization: `http://localhost:${server.port}`,
		site: `http://localhost:${site.port}/`,
		app: APP,
	};
	const extension = resolve("dist/chrome");
	const how = { hosts: new Map<string, number>(), headless, handleSIGINT: false };
	await using stage = stageOf(
		await startChrome({ executablePath, extension, profile: profile.path, ...how }),
	);
	// Not "disconnected", which comes while the browser is still tidying up.
	const closed = new Promise((resolve) => stage.browser.process()?.once("exit", resolve));
	// So that nothing is left behind. A second Ctrl-C ends the process at once.
	process.once("SIGINT", () => void stage.close());
	if (headless) {
		const played = await Promise.race([playStory(stage, server, places), closed.then(() => false)]);
		process.exitCode = played ? 0 : 1;
	} else {
		await inviteToPlay(stage, places);
		await closed;
	}
}

/** Sets the extension to the sandbox, shows the demo site alone and says what to click. */
async function inviteToPlay(stage: Stage, places: Places): Promise<void> {
	const before = await stage.browser.pages();
	const options = await setUp(stage, places);
	await stage.open(places.site);
	for (const page of [...before, options]) await page.close();
	console.log(`
The browser is open, with the extension in it and set to the sandbox's server at ${places.authorization}.

  1. On the demo site (${places.site}) press "getToken".
  2. The extension asks whether the site may: press "Allow".
  3. The sandbox's server asks who you are: choose a person, and press "Allow".
  4. The page shows its token. Press "getToken" again: nothing opens any more.
  5. Click the puzzle piece beside the address, then "Token Broker", to see the account and the site, and to sign out.

Close the browser, or press Ctrl-C here, to end.`);
}

/** Says in a sentence when another process has the port. */
async function onPort<T>(port: number, listening: Promise<T>): Promise<T> {
	try {
		return await listening;
	} catch (thrown) {
		if (!(thrown instanceof Error && "code" in thrown && thrown.code === "EADDRINUSE")) throw thrown;
		throw new Error(`Port ${port} is in use, perhaps by another npm start.`, { cause: thrown });
	}
}

function hasDisplay(): boolean {
	return process.platform !== "linux" || Boolean(process.env["DISPLAY"] || process.env["WAYLAND_DISPLAY"]);
}
