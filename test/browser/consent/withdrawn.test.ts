import type { Page } from "puppeteer";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { saveClient } from "../harness/control.ts";
import { isGone, press, pressAtOnce } from "../harness/find.ts";
import { type Kept, startKept } from "../harness/kept.ts";
import { ADA, APP, signInWithPopup } from "../harness/play.ts";
import { ask } from "../harness/sites.ts";
import { putClockAhead } from "../harness/worker.ts";
import { closeOthers, connectShop } from "../security/connected.ts";

/** security.md 22: *Disconnect* in the options takes effect at once, for requests under way too. */

let play: Kept;
let shop: Page;

beforeAll(async () => {
	play = await startKept();
});

beforeEach(async () => {
	await play.fresh({ clients: [{ ...APP, tokenLifetime: 3600 }] });
	await saveClient(play.stage, { clientSecret: "sample-secret" });
	await signInWithPopup(play, ADA);
	await connectShop(play);
	shop = await play.stage.open("https://shop.example/");
});

afterEach(() => closeOthers(play, shop));

afterAll(async () => {
	await play.close();
});

async function disconnect(): Promise<void> {
	const options = await play.stage.openOptions();
	const name = `Disconnect https://shop.example, ${ADA.displayName}`;
	await press(options, name);
	await isGone(options, "button", name);
}

const token = (params: object = {}) => ask(shop, play.stage.extensionId, "getToken", params);
const atTheServer = () => play.server.tokens().filter(({ device }) => device?.name?.includes("shop.example"));

/** Lets the server wait with its answer until `task` is done. */
function meanwhile(path: string, task: () => Promise<unknown>): void {
	play.server.play(path, async (_, answer) => {
		const response = await answer();
		await task();
		return response;
	});
}

describe("22. withdrawn", () => {
	it("while nothing is under way: the site has nothing, and its token is revoked at the server", async () => {
		const revoked = play.server.whenRequested({ path: "/revoke_token" });
		await disconnect();
		await revoked;
		expect((await token()).error?.code).toBe("consent_required");
		expect((await ask(shop, play.stage.extensionId, "getAccounts")).result).toEqual({ accounts: [] });
		expect((await ask(shop, play.stage.extensionId, "query")).result).toMatchObject({ state: "prompt" });
	});

	it("while a token is renewed: the request is refused, and the new token is revoked", async () => {
		const revoked = play.server.whenRequested({ path: "/revoke_token" }, 2);
		await putClockAhead(play.stage, 3320);
		meanwhile("/token", disconnect);
		expect((await token()).error?.code).toBe("consent_required");
		await revoked;
		expect((await token()).error?.code).toBe("consent_required");
		expect(atTheServer()).toEqual([]);
	});

	it("while more rights are fetched that were just allowed: the request is refused", async () => {
		meanwhile("/token", disconnect);
		const asked = token({ scopes: ["login:info", "login:email"], interactive: true });
		await press(await play.stage.consentWindow(), "Allow");
		await pressAtOnce(await play.stage.authWindow(), "Allow");
		expect((await asked).error?.code).toBe("consent_required");
		expect((await token()).error?.code).toBe("consent_required");
	});
});
