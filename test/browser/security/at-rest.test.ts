import type { Page } from "puppeteer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { control, saveClient } from "../harness/control.ts";
import { press } from "../harness/find.ts";
import { deleteDatabases, type Kept, startKept } from "../harness/kept.ts";
import { ADA, signInWithPopup } from "../harness/play.ts";
import { ask } from "../harness/sites.ts";
import { inWorker } from "../harness/worker.ts";
import { connectShop, tokenIn } from "./connected.ts";
import { harm, tamper } from "./tamper.ts";

/** security.md 34, 35, 37: broken records, a failing database, an interrupted sign-out. */

const uid = `production:${ADA.id}`;
let play: Kept;
let shop: Page;
let news: Page;

beforeAll(async () => {
	play = await startKept();
});

afterAll(async () => {
	await play.close();
});

const token = (page: Page, params: object = {}) => ask(page, play.stage.extensionId, "getToken", params);
const quarantined = async () => (await control(play.stage, "diagnosis", {})).counts.quarantined;

/** Ada is signed in with a confidential client, and both sites have a token. */
async function begin(): Promise<void> {
	await play.fresh();
	await saveClient(play.stage, { clientSecret: "sample-secret" });
	await signInWithPopup(play, ADA);
	await connectShop(play);
	shop = await play.stage.open("https://shop.example/");
	news = await play.stage.open("https://news.example/");
	const asked = token(news, { interactive: true });
	await press(await play.stage.consentWindow(), "Allow");
	expect(tokenIn(await asked)).toMatch(/^y0_/);
}

const SHOP_TOKEN = ["token", "https://shop.example"];

describe("34. a broken token record", () => {
	beforeAll(begin);

	it.each(["flipped", "cut", "null", "text", "number", "empty"] as const)(
		"(%s) is put aside and made anew, where the server still knows the person; others notice nothing",
		async (how) => {
			const [mine, others] = [tokenIn(await token(shop)), tokenIn(await token(news))];
			await tamper(play.stage, SHOP_TOKEN, how);
			expect(tokenIn(await token(shop))).toMatch(/^y0_/);
			expect(tokenIn(await token(shop))).not.toBe(mine);
			expect(tokenIn(await token(news))).toBe(others);
			expect(await quarantined()).toBe(1);
		},
	);

	it("in another's place gives that other nothing", async () => {
		const [mine, others] = [tokenIn(await token(shop)), tokenIn(await token(news))];
		await tamper(play.stage, ["token", "https://news.example"], "swapped", SHOP_TOKEN);
		expect([mine, others]).not.toContain(tokenIn(await token(news)));
		expect(tokenIn(await token(shop))).toBe(mine);
	});

	it("makes the person sign in again where the server does not know them; others are not concerned", async () => {
		const others = tokenIn(await token(news));
		play.server.endSessions();
		await tamper(play.stage, SHOP_TOKEN, "flipped");
		expect((await token(shop)).error?.code).toBe("account_not_authorized");
		expect(tokenIn(await token(news))).toBe(others);
		expect((await control(play.stage, "overview", {})).accounts).toHaveLength(1);
	});
});

describe("34. a broken record of another kind", () => {
	beforeAll(begin);

	it.each([
		[["site", "https://shop.example"], "consent_required"],
		[["client", "production"], "credentials_not_found"],
	] as const)("%j stops nothing but what it was for", async (record, code) => {
		await tamper(play.stage, [...record], "flipped");
		expect((await token(shop)).error?.code).toBe(code);
		expect((await ask(shop, play.stage.extensionId, "hello")).result).toMatchObject({ contract: 1 });
		expect((await control(play.stage, "settings", {})).environments.length).toBeGreaterThan(4);
		expect((await control(play.stage, "overview", {})).accounts).toHaveLength(1);
	});

	it("every one of them, with the vault's key: the extension is as new, and can be used again", async () => {
		await tamper(play.stage, [], "text");
		expect((await token(shop)).error?.code).toBe("credentials_not_found");
		expect((await control(play.stage, "overview", {})).accounts).toEqual([]);
		await saveClient(play.stage);
		const asked = token(shop, { interactive: true });
		await press(await play.stage.consentWindow(), "Allow");
		expect(tokenIn(await asked)).toMatch(/^y0_/);
	});
});

describe("34 and 35. a broken record on a full disk, where it cannot be put aside", () => {
	beforeAll(begin);

	it("stops nothing but what it was for", async () => {
		await inWorker(play.stage, () => {
			IDBObjectStore.prototype.put = () => {
				throw new DOMException("full", "QuotaExceededError");
			};
		});
		await harm(play.stage, ["site", "https://shop.example"], "flipped");
		const { consents } = await control(play.stage, "sites", {});
		expect(consents.map(({ site }) => site)).toEqual(["https://news.example"]);
		expect(tokenIn(await token(news))).toMatch(/^y0_/);
		await play.stage.stopWorker();
		expect((await token(shop)).error?.code).toBe("consent_required");
	});
});

describe("35. a database that fails", () => {
	beforeAll(begin);

	it("for want of space says so, and works again without a restart", async () => {
		const value = tokenIn(await token(shop));
		await inWorker(play.stage, () => {
			const { put } = IDBObjectStore.prototype;
			IDBObjectStore.prototype.put = () => {
				IDBObjectStore.prototype.put = put;
				throw new DOMException("full", "QuotaExceededError");
			};
		});
		const drop = () => ask(shop, play.stage.extensionId, "dropToken", { value });
		expect((await drop()).error).toMatchObject({
			code: "unknown_error",
			message: expect.stringContaining("disk is full"),
		});
		expect((await drop()).result).toEqual({});
		expect(tokenIn(await token(shop))).toMatch(/^y0_/);
	});

	it("with a dead connection opens another, and the page notices nothing", async () => {
		const value = tokenIn(await token(shop));
		await inWorker(play.stage, () => {
			const { transaction } = IDBDatabase.prototype;
			IDBDatabase.prototype.transaction = () => {
				IDBDatabase.prototype.transaction = transaction;
				throw new DOMException("closing", "InvalidStateError");
			};
		});
		expect((await control(play.stage, "sites", {})).consents).toHaveLength(2);
		expect(tokenIn(await token(shop))).toBe(value);
	});

	it("deleted under a living background is missed at once, and what is stored then lasts", async () => {
		const options = await play.stage.openOptions();
		await deleteDatabases(options);
		expect((await token(shop)).error?.code).toBe("credentials_not_found");
		await saveClient(play.stage);
		await play.stage.stopWorker();
		expect((await token(shop)).error?.code).toBe("consent_required");
		expect(await quarantined()).toBe(0);
	});
});

describe("37. a sign-out that was interrupted half-way", () => {
	beforeAll(begin);

	it("is finished when the background starts again: nothing is left, here or at the server", async () => {
		await inWorker(play.stage, () => {
			IDBObjectStore.prototype.delete = () => {
				throw new DOMException("gone", "AbortError");
			};
		});
		await expect(control(play.stage, "signOut", { uid })).rejects.toThrow("unknown_error");
		const revoked = play.server.whenRequested({ path: "/revoke_token" }, 3);
		await play.stage.stopWorker();
		expect((await token(shop)).error?.code).toBe("consent_required");
		await revoked;
		expect((await control(play.stage, "overview", {})).accounts).toEqual([]);
		expect((await control(play.stage, "diagnosis", {})).counts).toMatchObject({ accounts: 0, tokens: 0 });
	});
});
