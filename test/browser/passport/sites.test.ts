import type { Page } from "puppeteer";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { control, saveClient } from "../harness/control.ts";
import { byText, press, pressAtOnce } from "../harness/find.ts";
import { type Kept, startKept } from "../harness/kept.ts";
import { chooseAccount, passServer, share, tokenIn } from "../harness/passport.ts";
import { ADA, APP, BORIS, signInWithPopup } from "../harness/play.ts";
import { ask, type Heard } from "../harness/sites.ts";
import { putClockAhead } from "../harness/worker.ts";

/** Two people, two sites: each site has what it was given, hears of that, and of nothing else. */

let play: Kept;
let shop: Page;
let news: Page;

const ada = `production:${ADA.id}`;
const boris = `production:${BORIS.id}`;

beforeAll(async () => {
	play = await startKept();
});

afterAll(async () => {
	await play.close();
});

beforeEach(async () => {
	await play.fresh({ clients: [{ ...APP, tokenLifetime: 3600 }] });
	await saveClient(play.stage);
	shop = await play.stage.open("https://shop.example/");
	news = await play.stage.open("https://news.example/");
});

const request = (page: Page, method: string, params?: object): Promise<Heard> =>
	ask(page, play.stage.extensionId, method, params);

async function uidsOf(page: Page): Promise<string[]> {
	const { result } = await request(page, "getAccounts");
	return (result as { accounts: { uid: string }[] }).accounts.map(({ uid }) => uid).sort();
}

async function currentOf(page: Page): Promise<string | undefined> {
	const { result } = await request(page, "getCurrentAccount");
	return (result as { account: { uid: string } | null }).account?.uid;
}

/** Allows a site without consent an account that is here already, and signed in at the server. */
async function allowKnown(page: Page, login: string): Promise<Heard> {
	const asked = request(page, "getToken", { interactive: true });
	const consent = await play.stage.consentWindow();
	await chooseAccount(consent, login);
	await press(consent, "Allow");
	return asked;
}

/** Allows a site one more account. */
async function allowAnother(page: Page, login: string): Promise<Heard> {
	const asked = request(page, "signIn", { forceConfirm: true });
	const consent = await play.stage.consentWindow();
	await chooseAccount(consent, login);
	await press(consent, "Allow");
	await pressAtOnce(await play.stage.authWindow(), "Allow");
	return asked;
}

describe("two people in one browser", () => {
	it("stand side by side, each named by uid alone; a site has the ones it was given", async () => {
		await share(play, shop, ADA);
		await share(play, news, BORIS);
		expect(await uidsOf(shop)).toEqual([ada]);
		expect(await uidsOf(news)).toEqual([boris]);
		const { accounts } = await control(play.stage, "overview", {});
		expect(accounts.map(({ uid }) => uid).sort()).toEqual([ada, boris]);
	});

	it("can both be given to one site, which names the one it means", async () => {
		const first = await share(play, shop, ADA);
		const asked = request(shop, "signIn", { scopes: ["login:info", "login:email"] });
		const consent = await play.stage.consentWindow();
		await chooseAccount(consent, "Use another account");
		await press(consent, "Allow");
		await passServer(play, BORIS);
		expect((await asked).result).toMatchObject({
			account: { uid: boris, displayName: BORIS.displayName, email: "boris@yandex.example" },
		});
		expect(await uidsOf(shop)).toEqual([ada, boris]);
		expect(tokenIn(await request(shop, "getToken", { uid: ada }))).toBe(tokenIn(first));
		expect((await request(shop, "getToken", { uid: boris })).result).toMatchObject({ uid: boris });
	});

	it("are current where they were used last, on each site by itself", async () => {
		await share(play, shop, ADA);
		await share(play, news, BORIS);
		expect(await currentOf(shop)).toBe(ada);
		expect(await currentOf(news)).toBe(boris);
		await allowAnother(shop, BORIS.login);
		expect(await currentOf(shop)).toBe(boris);
		await request(shop, "getToken", { uid: ada });
		expect(await currentOf(shop)).toBe(ada);
		expect(await currentOf(news)).toBe(boris);
	});

	it("are still two when one of them signs in again, with a new name", async () => {
		await signInWithPopup(play, ADA);
		await share(play, shop, BORIS);
		const popup = await play.stage.openPopup();
		await press(popup, "Sign in");
		await passServer(play, { ...ADA });
		await popup.waitForFunction(() => document.querySelector(".flow") === null);
		const { accounts } = await control(play.stage, "overview", {});
		expect(accounts.map(({ uid }) => uid).sort()).toEqual([ada, boris]);
	});
});

describe("signOut of a site", () => {
	it("takes this site's consents and tokens; the account and the other site keep theirs", async () => {
		const value = tokenIn(await share(play, shop, ADA));
		await allowKnown(news, ADA.login);
		expect(await request(shop, "signOut")).toMatchObject({ result: {} });
		expect(await uidsOf(shop)).toEqual([]);
		expect((await request(shop, "getToken")).error?.code).toBe("consent_required");
		expect(tokenIn(await request(news, "getToken"))).toMatch(/^y0_/);
		expect(tokenIn(await request(news, "getToken"))).not.toBe(value);
		const { accounts } = await control(play.stage, "overview", {});
		expect(accounts.map(({ uid }) => uid)).toEqual([ada]);
	});

	it("can name one of two accounts", async () => {
		await share(play, shop, ADA);
		await share(play, news, BORIS);
		await allowAnother(shop, BORIS.login);
		await request(shop, "signOut", { uid: boris });
		expect(await uidsOf(shop)).toEqual([ada]);
		expect(await currentOf(shop)).toBe(ada);
	});

	it("revokes the token at the server where the app can", async () => {
		await saveClient(play.stage, { clientSecret: "sample-secret" });
		const value = tokenIn(await share(play, shop, ADA));
		await request(shop, "signOut");
		await play.server.whenRequested({ path: "/revoke_token" });
		expect(play.server.requestsTo("/revoke_token").map((one) => one.param("access_token"))).toEqual([value]);
	});
});

describe("a port of a site hears", () => {
	/** Opens the contract's port, and gathers what it hears. */
	async function listen(page: Page): Promise<void> {
		await page.evaluate((id) => {
			const { chrome } = globalThis as unknown as {
				chrome: {
					runtime: {
						connect: (
							id: string,
							info: object,
						) => { onMessage: { addListener: (hear: (event: object) => void) => void } };
					};
				};
			};
			const heard: object[] = [];
			Object.assign(globalThis, { heard });
			chrome.runtime.connect(id, { name: "passport:1" }).onMessage.addListener((event) => {
				heard.push(event);
				dispatchEvent(new Event("heard"));
			});
		}, play.stage.extensionId);
	}

	/** Waits for so many events, and gives all that were heard until then. */
	const hears = (page: Page, count: number) =>
		page.evaluate(
			(wanted) =>
				new Promise<object[]>((resolve) => {
					const { heard } = globalThis as unknown as { heard: object[] };
					const look = () => heard.length >= wanted && resolve(heard);
					addEventListener("heard", look);
					look();
				}),
			count,
		);

	const heardBy = (page: Page) => hears(page, 0);

	const event = (name: string, uid: string, reason?: string) =>
		reason === undefined ? { passport: 1, event: name, uid } : { passport: 1, event: name, uid, reason };

	beforeEach(async () => {
		await listen(shop);
		await listen(news);
	});

	it("accountadded, when it was given one; the other site hears nothing", async () => {
		await share(play, shop, ADA);
		expect(await hears(shop, 1)).toEqual([event("accountadded", ada)]);
		expect(await heardBy(news)).toEqual([]);
	});

	it("tokenchanged, when its token was dropped and when it was renewed", async () => {
		const value = tokenIn(await share(play, shop, ADA));
		await request(shop, "dropToken", { value });
		expect((await hears(shop, 2)).at(-1)).toEqual(event("tokenchanged", ada, "dropped"));
		await request(shop, "getToken");
		await putClockAhead(play.stage, 3320);
		await request(shop, "getToken");
		expect((await hears(shop, 4)).at(-1)).toEqual(event("tokenchanged", ada, "renewed"));
		expect(await heardBy(news)).toEqual([]);
	});

	it("accountremoved for one of two, and disconnected with the last", async () => {
		await share(play, shop, ADA);
		await share(play, news, BORIS);
		await allowAnother(shop, BORIS.login);
		await request(shop, "signOut", { uid: ada });
		expect((await hears(shop, 3)).at(-1)).toEqual(event("accountremoved", ada, "signed_out"));
		await request(shop, "signOut");
		expect((await hears(shop, 5)).slice(3)).toEqual([
			event("accountremoved", boris, "signed_out"),
			event("disconnected", boris, "signed_out"),
		]);
		expect(await heardBy(news)).toEqual([event("accountadded", boris)]);
	});

	it("of a withdrawal in the options at once", async () => {
		await share(play, shop, ADA);
		const options = await play.stage.openOptions();
		await press(options, `Disconnect https://shop.example, ${ADA.displayName}`);
		expect((await hears(shop, 3)).slice(1)).toEqual([
			event("accountremoved", ada, "withdrawn"),
			event("disconnected", ada, "withdrawn"),
		]);
	});

	it("of a sign-out in the popup, on every site that had the account", async () => {
		await share(play, shop, ADA);
		await allowKnown(news, ADA.login);
		const popup = await play.stage.openPopup();
		await press(popup, `Sign out ${ADA.displayName}`);
		await byText(popup, "Nobody is signed in").wait();
		for (const page of [shop, news]) {
			expect((await hears(page, 3)).at(-1)).toEqual(event("disconnected", ada, "signed_out"));
		}
	});
});
