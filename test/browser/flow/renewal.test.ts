import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { saveClient } from "../harness/control.ts";
import { press } from "../harness/find.ts";
import { type Kept, startKept } from "../harness/kept.ts";
import { signInAtServer, tokenIn } from "../harness/passport.ts";
import { ADA, APP, signInWithPopup } from "../harness/play.ts";
import { ask, type Heard } from "../harness/sites.ts";
import { authorizationPage } from "../harness/stage.ts";
import { putClockAhead } from "../harness/worker.ts";

/** How a token is renewed before its end: by a public client silently, by a confidential one with a refresh. */

let play: Kept;

beforeAll(async () => {
	play = await startKept();
});

afterAll(async () => {
	await play.close();
});

beforeEach(async () => {
	await play.fresh({ clients: [{ ...APP, tokenLifetime: 3600 }] });
});

/** What a page hears: `token` asks again without showing anything. */
async function shopWithToken(): Promise<{ value: string; token: () => Promise<Heard> }> {
	await signInWithPopup(play, ADA);
	const shop = await play.stage.open("https://shop.example/");
	const token = (params: object = {}) => ask(shop, play.stage.extensionId, "getToken", params);
	const asked = token({ interactive: true });
	await press(await play.stage.consentWindow(), "Allow");
	return { value: tokenIn(await asked), token };
}

/** The browser itself sends a request again when a connection that it had kept open breaks. */
const brokenLine = { times: 9 };

const grants = () => play.server.requestsTo("/token").map((request) => request.param("grant_type"));

describe("a public client", () => {
	beforeEach(() => saveClient(play.stage));

	it("answers from the store while the token is fresh", async () => {
		const { value, token } = await shopWithToken();
		const before = play.server.requests.length;
		await putClockAhead(play.stage, 3200);
		expect(tokenIn(await token())).toBe(value);
		expect(play.server.requests).toHaveLength(before);
	});

	it("renews five minutes before the end, by a silent flow that shows nothing and never sends a secret", async () => {
		const { value, token } = await shopWithToken();
		const before = play.server.requestsTo("/authorize", "GET").length;
		await putClockAhead(play.stage, 3320);
		const renewed = tokenIn(await token());
		expect(renewed).toMatch(/^y0_/);
		expect(renewed).not.toBe(value);
		expect(play.server.requestsTo("/authorize", "GET")).toHaveLength(before + 1);
		expect(new Set(grants())).toEqual(new Set(["authorization_code"]));
		expect(play.server.requestsTo("/token").map((request) => request.param("client_secret"))).toEqual(
			grants().map(() => null),
		);
		expect(play.stage.count(authorizationPage)).toBe(0);
	});

	it("is account_not_authorized once the server's session is over; signing in again heals it", async () => {
		const { token } = await shopWithToken();
		play.server.endSessions();
		await putClockAhead(play.stage, 3320);
		expect((await token()).error?.code).toBe("account_not_authorized");
		expect(play.stage.count(authorizationPage)).toBe(0);
		const popup = await play.stage.openPopup();
		await press(popup, `Sign in again as ${ADA.displayName}`);
		await signInAtServer(play, ADA);
		await play.stage.gone(authorizationPage);
		expect(tokenIn(await token())).toMatch(/^y0_/);
	});

	it("renews once for every tab that asks at the same time", async () => {
		const { token } = await shopWithToken();
		const other = await play.stage.open("https://shop.example/other");
		await putClockAhead(play.stage, 3320);
		const before = grants().length;
		const asks = [token(), token(), ask(other, play.stage.extensionId, "getToken"), token()];
		expect(new Set((await Promise.all(asks)).map(tokenIn)).size).toBe(1);
		expect(grants()).toHaveLength(before + 1);
	});
});

describe("a confidential client", () => {
	beforeEach(() => saveClient(play.stage, { clientSecret: "sample-secret" }));

	it("refreshes, with a refresh token that rotates each time, and needs no session at the server", async () => {
		const { token } = await shopWithToken();
		play.server.endSessions();
		const flows = play.server.requestsTo("/authorize").length;
		for (const ahead of [3320, 6700, 10_100]) {
			await play.stage.stopWorker();
			await token();
			await putClockAhead(play.stage, ahead);
			expect(tokenIn(await token())).toMatch(/^y0_/);
		}
		const refreshes = play.server.requestsTo("/token").filter((request) => request.param("refresh_token"));
		expect(new Set(refreshes.map((request) => request.param("refresh_token"))).size).toBe(refreshes.length);
		expect(refreshes.length).toBeGreaterThanOrEqual(3);
		expect(play.server.requestsTo("/authorize")).toHaveLength(flows);
	});

	it("keeps the rotated refresh token when the background ends right after", async () => {
		const { token } = await shopWithToken();
		play.server.endSessions();
		const heal = play.server.play("/info", "reset", brokenLine);
		await putClockAhead(play.stage, 3320);
		expect((await token()).error?.code).toBe("io_error");
		heal();
		await play.stage.stopWorker();
		expect(tokenIn(await token())).toMatch(/^y0_/);
	});

	it("keeps the token through a fault of the network, and says that asking again is worth it", async () => {
		const { token } = await shopWithToken();
		await putClockAhead(play.stage, 3320);
		const heal = play.server.play("/token", "reset", brokenLine);
		expect((await token()).error).toMatchObject({ code: "io_error", retryable: true });
		heal();
		expect(tokenIn(await token())).toMatch(/^y0_/);
	});

	it("tries the silent flow when the refresh token is dead", async () => {
		const { value, token } = await shopWithToken();
		play.server.killToken(value);
		await putClockAhead(play.stage, 3320);
		const flows = play.server.requestsTo("/authorize").length;
		expect(tokenIn(await token())).toMatch(/^y0_/);
		expect(play.server.requestsTo("/authorize")).toHaveLength(flows + 1);
	});

	it("can send id and secret as Basic instead of in the body", async () => {
		await saveClient(play.stage, { clientSecret: "sample-secret", authentication: "basic" });
		await shopWithToken();
		const [exchange] = play.server.requestsTo("/token");
		expect(exchange).toMatchObject({ authorization: "Basic", status: 200 });
		expect(exchange?.param("client_secret")).toBeNull();
	});
});
