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

	it("means the environment of the account used last, where none is named", async () => {
		const account = { uid: "testing:5", environment: "testing", displayName: "Five" };
		const passport = createTestPassport({
			accounts: [account, { ...account, uid: "production:6", environment: "production" }],
			clients: ["production", "testing"].map((environment) => ({
				...{ environment, clientId: `${environment}-app`, scopes: ["a"] },
			})),
		});
		expect(await passport.signIn()).toMatchObject({ account: { uid: "production:6" } });
		await passport.signIn({ environment: "testing" });
		expect(await passport.getToken()).toMatchObject({ uid: "testing:5", clientId: "testing-app" });
		expect(await passport.query()).toEqual({ state: "granted", missing: [] });
		await passport.signOut({ uid: "testing:5" });
		expect(await passport.getCurrentAccount()).toMatchObject({ account: { uid: "production:6" } });
		expect(await passport.getToken()).toMatchObject({ uid: "production:6", clientId: "production-app" });
	});

	it("does not make an account the current one that was allowed just once", async () => {
		const passport = createTestPassport({ person: { answers: "allow-once" } });
		await passport.getToken({ interactive: true });
		expect(await passport.getCurrentAccount()).toEqual({ account: null });
	});

	it("shows which requests reached it: a repeat did not", async () => {
		const passport = createTestPassport({ tokens: [{}] });
		await passport.getToken();
		await passport.getToken();
		expect(passport.requests.map(({ method }) => method)).toEqual(["getToken"]);
	});
});

describe("where no compiler reads the test", () => {
	it.each([
		["a misspelt option", { account: [] }, "options.account"],
		[
			"a misspelt right list",
			{ clients: [{ environment: "production", clientId: "a", scope: [] }] },
			"scope",
		],
		["a client without rights", { clients: [{ environment: "production", clientId: "a" }] }, "scopes"],
		["a right that is no text", { tokens: [{ scopes: [1] }] }, "options.tokens[0].scopes[0]"],
		["a list that is none", { accounts: {} }, "options.accounts"],
		["a person who does something else", { person: { answers: "nope" } }, "options.person.answers"],
		["a clock that does not tell the time", { time: {} }, "options.time"],
		["no options", null, "options"],
	])("createTestPassport throws for %s, and names it", (_, options, named) => {
		const create = () => createTestPassport(options as object);
		expect(create).toThrow(TypeError);
		expect(create).toThrow(named);
	});

	it.each([
		["answers", "nope"],
		["answer", "deny"],
		["uid", 1],
		["optionalScopes", "login:email"],
	])("the person cannot be told %s: %j", (name, value) => {
		const { person } = createTestPassport();
		expect(() => Object.assign(person, { [name]: value })).toThrow(TypeError);
		expect(person).toEqual({ answers: "allow" });
	});

	it.each([
		["teapot", {}],
		["io_error", { method: "getTokens" }],
		["io_error", { metod: "getToken" }],
	])("failNext throws for %s with %j", (code, options) => {
		const { failNext } = createTestPassport();
		expect(() => failNext(code as "io_error", options as object)).toThrow(TypeError);
	});
});
