import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page, Target } from "puppeteer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { saveClient, tell } from "../harness/control.ts";
import { byText, press } from "../harness/find.ts";
import { ADA, APP, type Play, signInWithPopup, startPlay } from "../harness/play.ts";
import { newProfile, type Profile } from "../harness/profile.ts";
import { ask, type Heard } from "../harness/sites.ts";
import { tokenIn } from "./connected.ts";

/** security.md 29, 30, 34: every secret that crosses the wire is noted, and looked for in everything that comes out. */

const CLIENT_SECRET = "marked-sample-secret";
const PLAIN = "plain-words-that-the-disk-holds-as-they-are";
const SECRET_FIELDS = ["code", "code_verifier", "client_secret", "refresh_token", "access_token"];

/** Everything that must stay inside; access tokens beside it, which a page is given as results and nowhere else. */
const secrets = new Set<string>([CLIENT_SECRET]);
const accessTokens = new Set<string>();
/** All that was said where somebody could read it. */
const said: string[] = [];
const heard: Heard[] = [];

let profile: Profile;
let play: Play;
let shop: Page;

beforeAll(async () => {
	profile = await newProfile();
	play = await startPlay(
		profile,
		{ clients: [{ ...APP, secret: CLIENT_SECRET }] },
		{ "https://oauth.yandex.ru": (request) => noting(request) },
	);
	play.stage.browser.on("targetcreated", (target) => void overhear(target));
	for (const target of play.stage.browser.targets()) await overhear(target);
	await saveClient(play.stage, { clientSecret: CLIENT_SECRET });
	await signInWithPopup(play, ADA);
	shop = await play.stage.open("https://shop.example/");
});

afterAll(async () => {
	if (play.stage.browser.connected) await play.close();
	await profile[Symbol.asyncDispose]();
});

async function noting(request: Request): Promise<Response> {
	const form = request.method === "POST" ? await request.clone().text() : "";
	const response = await play.server.handle(request);
	const body = response.headers.get("content-type")?.includes("json") ? await response.clone().json() : {};
	const sent = [...new URLSearchParams(form), ...Object.entries(body as Record<string, unknown>)];
	for (const [name, value] of sent) if (SECRET_FIELDS.includes(name)) note(name, String(value));
	return response;
}

function note(name: string, value: string): void {
	if (name === "access_token") accessTokens.add(value);
	else if (value !== "") secrets.add(value);
}

async function overhear(target: Target): Promise<void> {
	const speaker = target.type() === "service_worker" ? await target.worker() : await target.page();
	speaker?.on("console", (message) => said.push(message.text()));
	if (speaker && "on" in speaker && target.type() === "page") {
		(speaker as Page).on("pageerror", (error) => said.push(String(error)));
	}
}

async function token(params: object = {}): Promise<Heard> {
	const reply = await ask(shop, play.stage.extensionId, "getToken", params);
	heard.push(reply);
	return reply;
}

async function forget(reply: Heard): Promise<void> {
	await ask(shop, play.stage.extensionId, "dropToken", { value: tokenIn(reply) });
}

/** The worst server: it says back all that it was sent. */
const echo = async (form: URLSearchParams, status: number, error: string) =>
	Response.json({ error, error_description: `You sent ${form} ${[...form.values()].join(" ")}` }, { status });

describe("29, 30. what is secret", () => {
	it("is noted: the code, the verifier, the client's secret, both tokens", async () => {
		const asked = token({ interactive: true });
		await press(await play.stage.consentWindow(), "Allow");
		expect(tokenIn(await asked)).toMatch(/^y0_/);
		expect(secrets.size).toBeGreaterThanOrEqual(4);
		expect(accessTokens.size).toBeGreaterThanOrEqual(1);
	});

	it.each<[string, string, (form: URLSearchParams) => Promise<Response>]>([
		["an echo as a known error", "/token", (form) => echo(form, 400, "invalid_request")],
		["an echo as an error of its own", "/token", (form) => echo(form, 400, String(form))],
		["an echo with status 200", "/token", (form) => echo(form, 200, "x")],
		["an echo with status 500", "/token", (form) => echo(form, 500, "server_error")],
		["an echo as a page", "/token", async (form) => new Response(`<p>${form}</p>`, { status: 502 })],
		["a broken JSON", "/token", async (form) => new Response(`{"error": "${form}`)],
		["a redirect", "/token", async (form) => Response.redirect(`https://news.example/?${form}`)],
		["an unknown owner", "/info", async () => Response.json({ code: 401, message: "no" }, { status: 401 })],
		["a broken owner", "/info", async () => new Response("<p>not JSON</p>")],
	])("stays inside when the server answers with %s", async (_, path, answer) => {
		await forget(await token());
		const stop = play.server.play(path, async ({ form }) => answer(form ?? new URLSearchParams()), {
			times: 9,
		});
		expect((await token()).error).toBeDefined();
		stop();
		expect(tokenIn(await token())).toMatch(/^y0_/);
	});

	it("is in no reply, but for the access token that is its result", () => {
		expect(heard.length).toBeGreaterThan(20);
		for (const reply of heard) {
			const { value: _, ...rest } = (reply.result ?? {}) as Record<string, unknown>;
			isSilent(JSON.stringify([rest, reply.error]), [...secrets, ...accessTokens]);
			isSilent(tokenIn(reply), [...secrets]);
		}
	});

	it("is in nothing that the own pages are told, but for a developer's token and an export with secrets", async () => {
		const options = await play.stage.openOptions();
		await byText(options, "Try it").wait();
		const told: unknown[] = [await options.content()];
		for (const method of ["overview", "settings", "sites", "activity", "diagnosis"] as const) {
			told.push(await tell(options, method, {}));
		}
		told.push(await tell(options, "exportSettings", { secrets: false }));
		told.push(await tell(options, "tryClient", { environment: "nowhere" }));
		isSilent(JSON.stringify(told), [...secrets, ...accessTokens]);
		expect(JSON.stringify(told)).toContain("shop.example");
		const activity = await tell(options, "activity", {});
		expect(JSON.stringify(activity)).toContain("io_error");
		await options.close();
	});

	it("is in no console, neither a page's nor the background's", () => {
		isSilent(said.join("\n"), [...secrets, ...accessTokens]);
	});

	it("is in no address that was ever opened, nor in what a page can read of the extension", async () => {
		const addresses = play.world.requests.join("\n");
		const onlyTokens = [...secrets, ...accessTokens].filter((secret) => addresses.includes(secret));
		expect(onlyTokens).toEqual([]);
	});
});

describe("34. on the disk", () => {
	it("no token, refresh token, code, verifier or secret can be read in the closed profile", async () => {
		const options = await play.stage.openOptions();
		await options.evaluate(async (plain) => {
			const opening = indexedDB.open("plain", 1);
			opening.onupgradeneeded = () => opening.result.createObjectStore("plain");
			const database = await new Promise<IDBDatabase>((resolve) => {
				opening.onsuccess = () => resolve(opening.result);
			});
			await new Promise((resolve) => {
				const writing = database.transaction("plain", "readwrite", { durability: "strict" });
				writing.objectStore("plain").put(plain, "plain");
				writing.oncomplete = resolve;
			});
			database.close();
		}, PLAIN);
		await play.close();
		const files = await allFiles(profile.path);
		expect(holders(files, PLAIN)).not.toEqual([]);
		for (const secret of [...secrets, ...accessTokens]) expect(holders(files, secret)).toEqual([]);
	});
});

function isSilent(text: string, hidden: readonly string[]): void {
	const found = hidden.filter((secret) => text.includes(secret) || text.includes(encodeURIComponent(secret)));
	expect(found).toEqual([]);
}

type File = { name: string; bytes: Buffer };

async function allFiles(directory: string): Promise<File[]> {
	const entries = await readdir(directory, { recursive: true, withFileTypes: true });
	const files = entries.filter((entry) => entry.isFile());
	return Promise.all(
		files.map(async ({ parentPath, name }) => ({ name, bytes: await readFile(join(parentPath, name)) })),
	);
}

/** The files that hold a text, as UTF-8 or as the UTF-16 in which a browser writes strings. */
function holders(files: readonly File[], text: string): string[] {
	const forms = [Buffer.from(text, "utf8"), Buffer.from(text, "utf16le")];
	return files.filter(({ bytes }) => forms.some((form) => bytes.includes(form))).map(({ name }) => name);
}
