import { createHash, randomBytes } from "node:crypto";
import type { Page } from "puppeteer";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { CHROMIUM_ID } from "../../../scripts/extension-id.ts";
import { saveClient } from "../harness/control.ts";
import { press } from "../harness/find.ts";
import { type Kept, startKept } from "../harness/kept.ts";
import { passServer, share, signInAtServer } from "../harness/passport.ts";
import { ADA, APP } from "../harness/play.ts";
import { ask, type Heard } from "../harness/sites.ts";

/** getCode (seed 000): a code that the extension neither exchanges nor keeps; the site's backend redeems it. */

let play: Kept;
let shop: Page;

beforeAll(async () => {
	play = await startKept();
});

afterAll(async () => {
	await play.close();
});

beforeEach(async () => {
	await play.fresh();
	await saveClient(play.stage);
	shop = await play.stage.open("https://shop.example/");
});

const codeVerifier = randomBytes(32).toString("base64url");
const codeChallenge = createHash("sha256").update(codeVerifier).digest("base64url");
const withChallenge = { codeChallenge, codeChallengeMethod: "S256" };

const request = (method: string, params?: object): Promise<Heard> =>
	ask(shop, play.stage.extensionId, method, params);

function codeIn({ result }: Heard): string {
	return (result as { value: string } | undefined)?.value ?? "none";
}

/** What the site's backend does. */
async function redeem(code: string, more: Record<string, string>): Promise<Record<string, unknown>> {
	const form = { grant_type: "authorization_code", code, client_id: APP.id, ...more };
	const answer = await play.server.handle(
		new Request("https://oauth.yandex.ru/token", { method: "POST", body: new URLSearchParams(form) }),
	);
	return (await answer.json()) as Record<string, unknown>;
}

describe("getCode", () => {
	it("shows nothing where everything was allowed, and only the caller can redeem what it gives", async () => {
		await share(play, shop, ADA);
		const exchanges = play.server.requestsTo("/token").length;
		const heard = await request("getCode", withChallenge);
		expect(heard.result).toEqual({
			value: expect.stringMatching(/^[\w-]{16}$/),
			environment: "production",
			expiresIn: 600,
			redirectUri: `https://${CHROMIUM_ID}.chromiumapp.org/production`,
			clientId: APP.id,
		});
		expect(play.server.requestsTo("/token")).toHaveLength(exchanges);
		expect(play.server.requestsTo("/authorize").at(-1)?.params).toMatchObject({
			code_challenge: codeChallenge,
			code_challenge_method: "S256",
		});
		expect(await redeem(codeIn(heard), { code_verifier: codeVerifier })).toHaveProperty("access_token");
	});

	it("is worth nothing without the verifier", async () => {
		await share(play, shop, ADA);
		const code = codeIn(await request("getCode", withChallenge));
		const guess = randomBytes(32).toString("base64url");
		expect(await redeem(code, { code_verifier: guess })).toMatchObject({ error: "invalid_grant" });
		expect(await redeem(code, { code_verifier: codeVerifier })).toMatchObject({ error: "invalid_grant" });
	});

	it("without a challenge is redeemed with the app's secret, by a backend that has it", async () => {
		await share(play, shop, ADA);
		const code = codeIn(await request("getCode"));
		expect(await redeem(code, { client_secret: "sample-secret" })).toHaveProperty("access_token");
	});

	it("asks the person where it may, and nobody is signed in for it", async () => {
		const asked = request("getCode", { ...withChallenge, interactive: true });
		await press(await play.stage.consentWindow(), "Allow");
		await passServer(play, ADA);
		const code = codeIn(await asked);
		expect(play.server.requestsTo("/token")).toHaveLength(0);
		expect(await redeem(code, { code_verifier: codeVerifier })).toHaveProperty("access_token");
	});

	it("without consent is consent_required", async () => {
		expect((await request("getCode", withChallenge)).error?.code).toBe("consent_required");
		expect(play.server.requests).toHaveLength(0);
	});

	it("with a challenge that is none is invalid_request, and nothing is sent", async () => {
		await share(play, shop, ADA);
		const before = play.server.requests.length;
		const { error } = await request("getCode", { codeChallenge: "short", codeChallengeMethod: "S256" });
		expect(error?.code).toBe("invalid_request");
		const plain = { codeChallenge, codeChallengeMethod: "plain" };
		expect((await request("getCode", plain)).error?.code).toBe("invalid_request");
		expect(play.server.requests).toHaveLength(before);
	});

	it("leaves its code nowhere: not in the list of activities, the session, the settings or the diagnosis", async () => {
		await share(play, shop, ADA);
		const silent = codeIn(await ask(shop, play.stage.extensionId, "getCode", withChallenge, "request-1"));
		play.server.endSessions();
		const asked = request("getCode", { interactive: true });
		await signInAtServer(play, ADA);
		const shown = codeIn(await asked);
		const everything = await everythingTold();
		expect(everything).toContain("getCode");
		for (const code of [silent, shown]) {
			expect(code).toMatch(/^[\w-]{16}$/);
			expect(everything).not.toContain(code);
		}
	});
});

/** All that the extension shows or keeps readable. */
async function everythingTold(): Promise<string> {
	const options = await play.stage.openOptions();
	return options.evaluate(async () => {
		const { chrome } = globalThis as unknown as {
			chrome: {
				runtime: { sendMessage: (message: object) => Promise<unknown> };
				storage: Record<"session" | "local", { get: (key: null) => Promise<object> }>;
			};
		};
		const say = (method: string, params = {}) => chrome.runtime.sendMessage({ control: 1, method, params });
		const said = ["activity", "overview", "sites", "settings", "diagnosis"].map((method) => say(method));
		const exported = say("exportSettings", { secrets: true });
		const { session, local } = chrome.storage;
		return JSON.stringify(await Promise.all([...said, exported, session.get(null), local.get(null)]));
	});
}
