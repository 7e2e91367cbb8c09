import type { Page } from "puppeteer";
import { afterAll, beforeAll, expect, it } from "vitest";
import { saveClient } from "../harness/control.ts";
import { press } from "../harness/find.ts";
import { type Kept, startKept } from "../harness/kept.ts";
import { passServer } from "../harness/passport.ts";
import { ADA, BORIS, signInWithPopup } from "../harness/play.ts";
import { ask, type Heard } from "../harness/sites.ts";
import { consentPage } from "../harness/stage.ts";
import { connectShop } from "./connected.ts";

/** security.md 17: one page without consent, and everything it hears while accounts come and go around it. */

const uids = [ADA.id, BORIS.id, "404"].map((id) => `production:${id}`);
const silent: [string, object][] = [
	["hello", {}],
	["getAccounts", {}],
	["getAccounts", { environment: "production" }],
	["getCurrentAccount", {}],
	["dropToken", { value: "y0_anything" }],
	["signOut", {}],
	...[{}, { clientId: "other" }, { scopes: ["login:email"] }, { environment: "testing" }].flatMap(
		(params): [string, object][] => [
			["query", params],
			["getToken", params],
			["getCode", params],
		],
	),
	...uids.flatMap((uid): [string, object][] => [
		["query", { uid }],
		["getToken", { uid }],
		["getToken", { uid, interactive: true }],
		["getCode", { uid, interactive: true }],
		["signOut", { uid }],
	]),
];

let play: Kept;
let news: Page;

beforeAll(async () => {
	play = await startKept();
	await saveClient(play.stage);
	news = await play.stage.open("https://news.example/");
});

afterAll(async () => {
	await play.close();
});

const everything = (more: [string, object][] = []): Promise<Heard[]> =>
	Promise.all(
		[...silent, ...more].map(([method, params]) => ask(news, play.stage.extensionId, method, params)),
	);

/** Opens a port of events; what it hears is kept in the page. */
const listen = () =>
	news.evaluate((id) => {
		const world = globalThis as unknown as {
			heard: unknown[];
			chrome: {
				runtime: {
					connect: (
						id: string,
						info: object,
					) => {
						onMessage: { addListener: (listener: (event: unknown) => void) => void };
					};
				};
			};
		};
		world.heard = [];
		world.chrome.runtime.connect(id, { name: "passport:1" }).onMessage.addListener((event) => {
			world.heard.push(event);
		});
	}, play.stage.extensionId);
const events = () => news.evaluate(() => (globalThis as unknown as { heard: unknown[] }).heard);

it("17. nothing a page without consent can hear tells which accounts there are", async () => {
	await listen();
	const nobody = await everything();
	await signInWithPopup(play, ADA);
	expect(await everything()).toEqual(nobody);
	const token = await connectShop(play);
	expect(await everything()).toEqual(nobody);
	const popup = await play.stage.openPopup();
	await press(popup, "Sign in");
	await passServer(play, BORIS);
	await play.stage.gone("/authorize");
	expect(await everything()).toEqual(nobody);
	const [dropped] = (await everything([["dropToken", { value: token }]])).slice(-1);
	expect(dropped).toEqual({ passport: 1, result: {} });
	for (const { displayName } of [ADA, BORIS]) await press(popup, `Sign out ${displayName}`);
	expect(await everything()).toEqual(nobody);
	expect(await events()).toEqual([]);
	expect(play.stage.count(consentPage)).toBe(0);
	const text = JSON.stringify(nobody);
	for (const { login, displayName } of [ADA, BORIS]) expect(text).not.toMatch(`${login}"|${displayName}`);
});
