import { resolve } from "node:path";
import type { Page } from "puppeteer";
import { findBrowser } from "../scripts/browsers.ts";
import { build } from "../scripts/build.ts";
import { CHROMIUM_ID } from "../scripts/extension-id.ts";
import { startChrome } from "../test/browser/harness/chrome.ts";
import { press } from "../test/browser/harness/find.ts";
import { newProfile } from "../test/browser/harness/profile.ts";
import { stageOf } from "../test/browser/harness/stage.ts";
import { listen } from "./listen.ts";
import { timePopups } from "./popup-time.ts";
import { serveSandbox } from "./serve.ts";
import { ADA } from "./server/people.ts";
import { createSite } from "./site.ts";
import { setUp } from "./story.ts";

/** `npm run benchmark`: what pages and people wait for, in milliseconds, in Chromium with the extension as it ships. */

const ROUNDS = 500;
const POPUPS = 15;

const app = {
	id: "benchmark-app",
	name: "Benchmark App",
	redirectUris: [`https://${CHROMIUM_ID}.chromiumapp.org/production`],
	scopes: ["login:info"],
};

const executablePath = await findBrowser("chrome");
await build(process.cwd(), () => undefined);
const extension = resolve("dist/chrome");
await using profile = await newProfile();
await using server = await serveSandbox({ clients: [app] });
await using site = await listen(createSite());
await using stage = stageOf(
	await startChrome({ executablePath, hosts: new Map(), extension, profile: profile.path }),
);

const address = `http://localhost:${site.port}/`;
await setUp(stage, { authorization: `http://localhost:${server.port}`, site: address, app });
const page = await stage.open(address);
await press(page, "getToken");
await press(await stage.consentWindow(), "Allow");
const window = await stage.authWindow();
await press(window, ADA.displayName);
await press(window, "Allow");
await page.waitForSelector('[role="log"] article[data-method="getToken"]');

for (const method of ["hello", "getAccounts", "getToken"]) {
	await measure(page, method);
	report(method, await measure(page, method));
}
const { popup, empty } = await timePopups(executablePath, extension, POPUPS);
report("popup", popup);
report("empty popup", empty);

function report(name: string, measured: readonly number[]): void {
	const times = measured.toSorted((a, b) => a - b);
	const at = (part: number) => (times[Math.floor(times.length * part)] ?? 0).toFixed(2);
	console.log(`${name.padEnd(12)} median ${at(0.5)} ms   p90 ${at(0.9)} ms   p99 ${at(0.99)} ms`);
}

/** The time of each of so many requests, one after the other. */
function measure(from: Page, method: string): Promise<number[]> {
	return from.evaluate(
		async (id, name, rounds) => {
			const { chrome } = globalThis as unknown as {
				chrome: { runtime: { sendMessage: (id: string, message: unknown) => Promise<unknown> } };
			};
			const times: number[] = [];
			for (let round = 0; round < rounds; round += 1) {
				const start = performance.now();
				await chrome.runtime.sendMessage(id, { passport: 1, method: name, params: {} });
				times.push(performance.now() - start);
			}
			return times;
		},
		CHROMIUM_ID,
		method,
		ROUNDS,
	);
}
