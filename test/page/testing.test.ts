import { describe, expect, it } from "vitest";
import { PassportError } from "../../src/page/index.ts";
import { createTestPassport } from "../../src/page/testing.ts";
import { settled } from "./clock.ts";

/** What a page's tests can make the stand-in do, beyond the contract. */

describe("createTestPassport", () => {
	it("fails as it was told, once, and with an error of the page's own class", async () => {
		const passport = createTestPassport();
		passport.failNext("too_many_requests", { retryAfter: 60, method: "getToken" });
		expect(await passport.getAccounts()).toEqual({ accounts: [] });
		const error = await passport.getToken({ interactive: true }).catch((thrown: unknown) => thrown);
		expect(error).toBeInstanceOf(PassportError);
		expect(error).toMatchObject({ code: "too_many_requests", retryAfter: 60, retryable: true });
		expect(await passport.getToken({ interactive: true })).toMatchObject({ uid: "production:1" });
	});

	it("holds tokens from the start, and the consent with them", async () => {
		const passport = createTestPassport({ tokens: [{ value: "mine", scopes: ["login:email"] }] });
		expect(await passport.getToken({ scopes: ["login:email"] })).toMatchObject({
			...{ value: "mine", scheme: "OAuth", uid: "production:1", clientId: "test-client" },
		});
		expect((await passport.getAccounts()).accounts).toMatchObject([{ email: "test@example.com" }]);
		expect(passport.windows()).toBe(0);
	});

	it("lets the person take back what was allowed", async () => {
		const passport = createTestPassport({ tokens: [{}] });
		const heard: string[] = [];
		passport.on("disconnected", ({ reason }) => heard.push(reason ?? ""));
		await passport.getToken();
		passport.withdraw();
		await expect(passport.getToken()).rejects.toMatchObject({ code: "consent_required" });
		await settled();
		expect(heard).toEqual(["withdrawn"]);
	});

	it("gives a new token when the old one's time is over", async () => {
		let now = 1_800_000_000_000;
		const time = { now: () => now, sleep: () => new Promise<void>(() => undefined) };
		const passport = createTestPassport({ time, tokenLifetime: 600, tokens: [{}] });
		const { value } = await passport.getToken();
		now += 3600_000;
		expect(await passport.getToken()).toMatchObject({ expiresAt: now / 1000 + 600 });
		expect((await passport.getToken()).value).not.toBe(value);
	});

	it("says account_not_authorized for an account that nobody can renew silently", async () => {
		const account = { uid: "production:7", environment: "production", displayName: "Seven" };
		const passport = createTestPassport({ accounts: [{ ...account, isAuthorized: false }] });
		await passport.getToken({ interactive: true });
		const silent = passport.getToken({}, { fresh: true });
		await expect(silent).rejects.toMatchObject({ code: "account_not_authorized", uid: "production:7" });
		expect(await passport.query()).toEqual({ state: "prompt", missing: ["authorization"] });
	});

	it("has nobody to sign in with where there is no account", async () => {
		const passport = createTestPassport({ accounts: [] });
		await expect(passport.signIn()).rejects.toMatchObject({ code: "user_cancelled" });
	});

	it("shows which requests reached it: a repeat did not", async () => {
		const passport = createTestPassport({ tokens: [{}] });
		await passport.getToken();
		await passport.getToken();
		expect(passport.requests.map(({ method }) => method)).toEqual(["getToken"]);
	});
});
