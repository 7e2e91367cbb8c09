import type { Page } from "puppeteer";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Client } from "../../../sandbox/server/model.ts";
import { CHROMIUM_ID } from "../../../scripts/extension-id.ts";
import { PASSPORT_ERROR_CODES } from "../../../src/contract/errors.ts";
import { control, saveClient } from "../harness/control.ts";
import { press } from "../harness/find.ts";
import { type Kept, startKept } from "../harness/kept.ts";
import { passServer, share, tokenIn } from "../harness/passport.ts";
import { ADA, APP, BORIS } from "../harness/play.ts";
import { ask, type Heard, say, site } from "../harness/sites.ts";

/** The contract's table of errors, row by row, each provoked by a page of a site. */

let play: Kept;

beforeAll(async () => {
	play = await startKept({
		"https://shop.example": site({
			"/sandboxed": { headers: { "content-security-policy": "sandbox allow-scripts" } },
		}),
	});
});

afterAll(async () => {
	await play.close();
});

const uid = `production:${ADA.id}`;
const money: Client = {
	...APP,
	scopes: [...APP.scopes, "money:all"],
	moneyScope: "money:all",
};

beforeEach(async () => {
	await play.fresh({ clients: [APP] });
	await saveClient(play.stage);
});

const shop = (path = "/") => play.stage.open(`https://shop.example${path}`);
const request = (page: Page, method: string, params?: object) =>
	ask(page, play.stage.extensionId, method, params);

/** Asks without showing anything. */
async function quietly(method: string, params?: object): Promise<Heard> {
	return request(await shop(), method, params);
}

/** Asks, and answers the consent window. */
async function answering(answer: "Allow" | "Deny", params: object = {}, page?: Page): Promise<Heard> {
	const asked = request(page ?? (await shop()), "getToken", { interactive: true, ...params });
	await press(await play.stage.consentWindow(), answer);
	return asked;
}

/** Everything goes well until the server is asked for the token. */
async function atTheServer(person = ADA, decision = "Allow"): Promise<Heard> {
	const asked = answering("Allow");
	await passServer(play, person, decision);
	return asked;
}

/** A page that had a token, and lost it. */
async function withoutToken(): Promise<Page> {
	const page = await shop();
	const value = tokenIn(await share(play, page, ADA));
	await request(page, "dropToken", { value });
	play.server.endSessions();
	return page;
}

/** What each code is heard for: a row of the table. */
const ROWS: Record<string, () => Promise<Heard>> = {
	account_not_found: () => quietly("getToken", { uid: "production:404" }),

	account_not_authorized: async () => request(await withoutToken(), "getToken"),

	credentials_not_found: () => quietly("getToken", { environment: "testing" }),

	credentials_invalid: async () => {
		await saveClient(play.stage, { clientId: "nobody-registered-this" });
		return answering("Allow");
	},

	payment_auth_required: async () => {
		play.server.registerClient(money);
		await saveClient(play.stage, { scopes: ["money:all"] });
		return atTheServer();
	},

	io_error: () => {
		play.server.play(
			"/token",
			new Response("<h1>Captcha</h1>", { headers: { "content-type": "text/html" } }),
		);
		return atTheServer();
	},

	unknown_error: () => {
		play.server.play("/token", Response.json({ token_type: "bearer" }));
		return atTheServer();
	},

	code_invalid: () => {
		play.server.playError("/token", "invalid_grant");
		return atTheServer();
	},

	scope_invalid: () => {
		play.server.playError("/token", "invalid_scope");
		return atTheServer();
	},

	unauthorized_client: () => {
		play.server.registerClient({ ...APP, standing: "awaiting moderation" });
		return answering("Allow");
	},

	access_denied: () => atTheServer(ADA, "Deny"),

	user_cancelled: async () => {
		const asked = request(await shop(), "signIn");
		await (await play.stage.consentWindow()).close();
		return asked;
	},

	account_mismatch: async () => {
		const asked = request(await withoutToken(), "getToken", { uid, interactive: true });
		await passServer(play, BORIS);
		return asked;
	},

	state_mismatch: () => {
		const location = `https://${CHROMIUM_ID}.chromiumapp.org/production?code=stolen&state=foreign`;
		play.server.play("/authorize", new Response(null, { status: 302, headers: { location } }));
		return answering("Allow");
	},

	consent_required: () => quietly("getToken"),

	consent_denied: () => answering("Deny"),

	request_pending: async () => {
		const page = await shop();
		const first = request(page, "signIn");
		const consent = await play.stage.consentWindow();
		const second = await request(page, "getCode", { interactive: true });
		await consent.close();
		await first;
		return second;
	},

	too_many_requests: async () => {
		const page = await shop();
		for (const _ of [1, 2, 3]) await answering("Deny", {}, page);
		return request(page, "getToken", { interactive: true });
	},

	client_not_allowed: () => quietly("getToken", { clientId: "another-app" }),

	environment_unknown: () => quietly("getToken", { environment: "moon" }),

	origin_refused: async () => request(await shop("/sandboxed"), "hello"),

	page_not_active: () => prerendered("getToken"),

	invalid_request: () => quietly("getToken", { scopes: ["two words"] }),

	method_not_found: () => quietly("getEverything"),
};

/** What a page hears that is loaded before anybody looks at it. */
async function prerendered(method: string): Promise<Heard> {
	const heard = Promise.withResolvers<Heard>();
	const message = JSON.stringify({ passport: 1, method });
	const script = `<script>chrome.runtime.sendMessage("${play.stage.extensionId}", ${message}, (reply) =>
		fetch("/report", { method: "POST", body: JSON.stringify(reply) }));</script>`;
	const origin = await play.world.onLocalhost(async (received) => {
		if (received.method === "POST") heard.resolve((await received.json()) as Heard);
		return site({ "/soon": { body: script } })(received);
	});
	const page = await play.stage.open(`${origin}/`);
	await page.evaluate(() => {
		const rules = document.createElement("script");
		rules.type = "speculationrules";
		rules.textContent = JSON.stringify({ prerender: [{ source: "list", urls: ["/soon"] }] });
		document.head.append(rules);
	});
	return heard.promise;
}

describe("a page hears", () => {
	it.each(Object.entries(ROWS))("%s", async (code, provoke) => {
		const heard = await provoke();
		expect(heard.error).toMatchObject({ code, message: expect.stringMatching(/\w/) });
		expect(heard.error?.["retryable"]).toBe(["io_error", "too_many_requests"].includes(code));
		expect(heard).not.toHaveProperty("result");
	});

	it("each code of the contract, but for the one that belongs to the device flow", () => {
		const told = [...Object.keys(ROWS), "authorization_pending"];
		expect(told.sort()).toEqual([...PASSPORT_ERROR_CODES].sort());
	});
});

describe("with the code a page hears", () => {
	it("the server's own words, where the server refused", async () => {
		const { error } = await atTheServer(ADA, "Deny");
		expect(error?.["oauth"]).toEqual({
			error: "access_denied",
			error_description: "Пользователь отказал приложению в доступе",
		});
	});

	it("the account that was meant, on account_mismatch; and the other one is nowhere", async () => {
		const page = await withoutToken();
		const asked = request(page, "getToken", { uid, interactive: true });
		await passServer(play, BORIS);
		expect((await asked).error).toMatchObject({ code: "account_mismatch", uid });
		expect((await request(page, "getAccounts")).result).toMatchObject({ accounts: [{ uid }] });
		const { accounts } = await control(play.stage, "overview", {});
		expect(accounts.map((account) => account.uid)).toEqual([uid]);
	});

	it("how long to wait, on too_many_requests, while another site need not", async () => {
		const page = await shop();
		for (const _ of [1, 2, 3]) await answering("Deny", {}, page);
		const { error } = await request(page, "signIn");
		expect(error?.["retryAfter"]).toBeGreaterThan(0);
		expect((await request(page, "query")).result).toMatchObject({ state: "denied" });
		const news = await play.stage.open("https://news.example/");
		expect((await request(news, "query")).result).toMatchObject({ state: "prompt" });
	});

	it("its own request's id, also when nothing else of it could be read", async () => {
		const heard = await say(await shop(), play.stage.extensionId, { passport: 1, id: "r-1", method: 5 });
		expect(heard).toMatchObject({ id: "r-1", error: { code: "invalid_request" } });
	});
});

describe("a payment authorization", () => {
	const params = { scopes: ["money:all"] };

	async function refused(): Promise<{ page: Page; payment: { contextId: string; url: string } }> {
		play.server.registerClient(money);
		const page = await shop();
		const heard = await share(play, page, ADA, params);
		expect(heard.error?.code).toBe("payment_auth_required");
		const payment = heard.error?.["paymentAuth"] as { contextId: string; url: string };
		expect(new URL(payment.url).origin).toBe("https://oauth.yandex.ru");
		return { page, payment };
	}

	it("is passed at the server's address, and the token comes", async () => {
		const { page, payment } = await refused();
		const { contextId } = payment;
		const asked = request(page, "getToken", { ...params, interactive: true, paymentAuth: { contextId } });
		const target = await play.stage.browser.waitForTarget((one) => one.url() === payment.url);
		const window = await target.page();
		if (!window) throw new Error("the payment page is nowhere");
		await press(window, "Confirm");
		await press(await play.stage.consentWindow(), "Allow");
		expect(tokenIn(await asked)).toMatch(/^y0_/);
	});

	it("needs a context that the server gave to this very site", async () => {
		const { payment } = await refused();
		const { contextId } = payment;
		const news = await play.stage.open("https://news.example/");
		const asked = { ...params, interactive: true, paymentAuth: { contextId } };
		expect((await request(news, "getToken", asked)).error?.code).toBe("invalid_request");
		const unknown = { ...asked, paymentAuth: { contextId: "made-up" } };
		expect((await request(await shop(), "getToken", unknown)).error?.code).toBe("invalid_request");
	});

	it("is not shown without the person: interactive is false", async () => {
		const { page, payment } = await refused();
		const { contextId } = payment;
		const { error } = await request(page, "getToken", { ...params, paymentAuth: { contextId } });
		expect(error?.code).toBe("consent_required");
	});

	it("is unknown_error for an app whose server does not say where to pay", async () => {
		play.server.play("/token", Response.json({ error: "payment_auth_pending" }, { status: 400 }));
		expect((await atTheServer()).error?.code).toBe("unknown_error");
	});
});
