import { describe, expect, it } from "vitest";
import { APP, ORIGIN, play, redirected, SECRET } from "./play.ts";

const SHOP = { ...APP, scopes: ["login:info", "money:all"], moneyScope: "money:all" };

type Pending = { payment_auth_context_id: string; payment_auth_url: string };

/** An app with a money right, and its refused exchange. */
async function refused() {
	const game = play({ clients: [SHOP] });
	const code = await game.code({ redirect_uri: "https://one.example/other" });
	const response = await game.exchange(code);
	const pending = (await response.clone().json()) as Pending;
	const { pathname, search } = new URL(pending.payment_auth_url);
	const answer = (decision: string) => game.post(pathname + search, { decision });
	return { ...game, code, response, pending, answer };
}

describe("Payment authorisation", () => {
	it("an app that does not ask for its money right needs none", async () => {
		const { code, exchange } = play({ clients: [SHOP] });
		expect((await exchange(await code({ scope: "login:info" }))).status).toBe(200);
	});

	it("refuses the money right with a context id and an address", async () => {
		const { response, pending } = await refused();
		expect(response.status).toBe(400);
		expect(await response.json()).toEqual({
			error: "payment_auth_pending",
			error_description: expect.any(String),
			payment_auth_context_id: pending.payment_auth_context_id,
			payment_auth_url: `${ORIGIN}/payment?context_id=${pending.payment_auth_context_id}`,
		});
	});

	it("Cancel returns with access_denied, and the token stays refused", async () => {
		const { answer, code, exchange, pending } = await refused();
		expect(Object.fromEntries(redirected(await answer("cancel")))).toEqual({
			payment_auth_context_id: pending.payment_auth_context_id,
			error: "access_denied",
		});
		expect((await exchange(code)).status).toBe(400);
	});

	it("Confirm returns to the app's redirect; the same code, a new one and a refresh then work", async () => {
		const { answer, code, exchange, post, token } = await refused();
		const back = await answer("confirm");
		expect(back.headers.get("location")).toMatch(/^https:\/\/one\.example\/other\?payment_auth_context_id=/);
		expect((await exchange(code)).status).toBe(200);
		const { refresh_token } = await token();
		expect((await post("/token", { grant_type: "refresh_token", refresh_token, ...SECRET })).status).toBe(
			200,
		);
	});

	it("an unknown context id is a page with status 400", async () => {
		expect((await play().get("/payment", { context_id: "unknown" })).status).toBe(400);
	});
});
