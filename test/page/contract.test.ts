import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { PassportError } from "../../src/contract/errors.ts";
import { settled } from "./clock.ts";
import { ADA_UID, STAGES, type Stage } from "./stages.ts";

/** What a page may rely on, whatever stands behind the library: the same tests for the extension and the stand-in. */

describe.each(STAGES)("%s", (_, open) => {
	let stage: Stage;

	beforeEach(async () => {
		stage = await open();
	});

	afterEach(() => stage.end());

	it("says which version of the contract it speaks", async () => {
		expect(await stage.passport.hello()).toMatchObject({
			contract: 1,
			methods: expect.arrayContaining(["getToken"]),
		});
	});

	it("tells a site without consent nothing", async () => {
		const { passport } = stage;
		expect(await passport.query()).toEqual({ state: "prompt", missing: ["consent"] });
		expect(await passport.query({ uid: ADA_UID })).toEqual({ state: "prompt", missing: ["consent"] });
		expect(await passport.query({ environment: "testing" })).toEqual({
			state: "prompt",
			missing: ["consent", "credentials"],
		});
		expect(await passport.getAccounts()).toEqual({ accounts: [] });
		expect(await passport.getCurrentAccount()).toEqual({ account: null });
		expect(await passport.dropToken({ value: "no-such-token" })).toEqual({});
		expect(await passport.signOut()).toEqual({});
		expect(stage.windows()).toBe(0);
	});

	it.each([
		["no consent", {}, "consent_required"],
		["no consent to a client it names", { clientId: "other" }, "client_not_allowed"],
		["an account that is not shared", { uid: ADA_UID }, "account_not_found"],
		["an account that does not exist", { uid: "production:404" }, "account_not_found"],
		["an environment that does not exist", { environment: "moon" }, "environment_unknown"],
		["an environment without client", { environment: "testing" }, "credentials_not_found"],
		["a uid of another environment", { uid: ADA_UID, environment: "testing" }, "invalid_request"],
		["a right that is none", { scopes: ["login info"] }, "invalid_request"],
		["a field that is none", { redirect_uri: "https://evil.example" }, "invalid_request"],
		["a field of another type", { interactive: "yes" }, "invalid_request"],
	])("refuses a silent getToken with %s", async (_what, params, code) => {
		const thrown = await stage.passport.getToken(params as object).catch((error: unknown) => error);
		expect(thrown).toBeInstanceOf(PassportError);
		expect(thrown).toMatchObject({
			name: "PassportError",
			code,
			retryable: false,
			message: expect.any(String),
		});
		expect(stage.windows()).toBe(0);
	});

	it.each([
		["deny", "consent_denied"],
		["close", "user_cancelled"],
	] as const)("gives nothing when the person's answer is %s", async (answers, code) => {
		stage.person({ answers });
		await expect(stage.passport.getToken({ interactive: true })).rejects.toMatchObject({ code });
		await expect(stage.passport.getToken()).rejects.toMatchObject({ code: "consent_required" });
		expect(await stage.passport.getAccounts()).toEqual({ accounts: [] });
	});

	it("leaves the person in peace for a minute after three refusals within half a minute", async () => {
		const { passport } = stage;
		const asked = () => passport.getToken({ interactive: true });
		for (const answers of ["deny", "close", "deny"] as const) {
			expect(await passport.query()).toEqual({ state: "prompt", missing: ["consent"] });
			stage.person({ answers });
			await expect(asked()).rejects.toMatchObject({ retryable: false });
		}
		stage.person({ answers: "allow" });
		const pause = { code: "too_many_requests", retryAfter: 60, retryable: true };
		await expect(asked()).rejects.toMatchObject(pause);
		await expect(passport.signIn()).rejects.toMatchObject(pause);
		await expect(passport.getToken()).rejects.toMatchObject({ code: "consent_required" });
		expect(await passport.query()).toEqual({ state: "denied", missing: ["consent"] });
		expect(stage.windows()).toBe(3);
		stage.pass(20);
		await expect(asked()).rejects.toMatchObject({ code: "too_many_requests", retryAfter: 40 });
		stage.pass(40);
		expect(await passport.query()).toEqual({ state: "prompt", missing: ["consent"] });
		expect(await asked()).toMatchObject({ uid: ADA_UID });
	});

	it("does not count refusals that lie further apart", async () => {
		stage.person({ answers: "deny" });
		for (let refusal = 0; refusal < 4; refusal += 1) {
			const asked = stage.passport.getToken({ interactive: true });
			await expect(asked).rejects.toMatchObject({ code: "consent_denied" });
			stage.pass(15);
		}
	});

	it("refuses to listen to an event that does not exist", () => {
		expect(() => stage.passport.on("tokenchange" as "tokenchanged", () => undefined)).toThrow(TypeError);
		for (const name of ["accountadded", "accountremoved", "tokenchanged", "disconnected"] as const) {
			stage.passport.on(name, () => undefined)();
		}
	});

	it("gives the token that was allowed, and again without asking the person", async () => {
		const { passport } = stage;
		const token = await passport.getToken({ interactive: true });
		expect(token).toEqual({
			...{ value: expect.any(String), scheme: "OAuth", scopes: ["login:info"] },
			...{ expiresAt: expect.any(Number), uid: ADA_UID, clientId: "app-one" },
		});
		expect(await passport.getToken()).toEqual(token);
		expect(await passport.getToken({ interactive: true, uid: ADA_UID })).toEqual(token);
		expect(stage.windows()).toBe(1);
		expect(await passport.query()).toEqual({ state: "granted", missing: [] });
	});

	it("takes what is undefined for left out", async () => {
		const { passport } = stage;
		const nothing = { uid: undefined, environment: undefined, clientId: undefined, scopes: undefined };
		expect(await passport.query(nothing)).toEqual({ state: "prompt", missing: ["consent"] });
		const wish = { ...nothing, optionalScopes: undefined, paymentAuth: undefined };
		const token = await passport.getToken({ ...wish, interactive: true });
		expect(await passport.getToken({ ...wish, interactive: undefined })).toEqual(token);
		expect(await passport.getAccounts({ environment: undefined })).toMatchObject({ accounts: [{}] });
		expect(await passport.signOut({ uid: undefined })).toEqual({});
	});

	it("shares the account, with what the rights reveal and no more", async () => {
		const { passport } = stage;
		const { account } = await passport.signIn({ scopes: ["login:info"] });
		expect(account).toEqual({
			...{ uid: ADA_UID, environment: "production", displayName: "Ada Lovelace", login: "ada" },
			isAuthorized: true,
		});
		expect(await passport.getAccounts()).toEqual({ accounts: [account] });
		expect(await passport.getAccounts({ environment: "testing" })).toEqual({ accounts: [] });
		expect(await passport.getCurrentAccount()).toEqual({ account });
	});

	it("lets a consent that was given once hold for that one request", async () => {
		stage.person({ answers: "allow-once" });
		await stage.passport.getToken({ interactive: true });
		await expect(stage.passport.getToken()).rejects.toMatchObject({ code: "consent_required" });
	});

	it("asks for what goes beyond the consent, and a no leaves the old one as it was", async () => {
		const { passport } = stage;
		const token = await passport.getToken({ interactive: true });
		const more = { scopes: ["login:info", "login:email"] };
		await expect(passport.getToken(more)).rejects.toMatchObject({ code: "consent_required" });
		stage.person({ answers: "deny" });
		await expect(passport.getToken({ ...more, interactive: true })).rejects.toMatchObject({
			code: "consent_denied",
		});
		expect(await passport.getToken()).toEqual(token);
	});

	it("never answers {a} with a token that carries {a, b}", async () => {
		const { passport } = stage;
		const wide = await passport.getToken({ scopes: ["login:info", "login:email"], interactive: true });
		const narrow = await passport.getToken({ scopes: ["login:info"], interactive: true });
		expect(wide.scopes).toEqual(["login:email", "login:info"]);
		expect(narrow.scopes).toEqual(["login:info"]);
		expect(narrow.value).not.toBe(wide.value);
	});

	it("leaves out the optional rights that the person left out, and does not ask for them again", async () => {
		stage.person({ answers: "allow", optionalScopes: [] });
		const wish = { scopes: ["login:info"], optionalScopes: ["login:email"], interactive: true };
		expect(await stage.passport.getToken(wish)).toMatchObject({ scopes: ["login:info"] });
		expect(await stage.passport.getToken(wish)).toMatchObject({ scopes: ["login:info"] });
		expect(stage.windows()).toBe(1);
	});

	it("remembers which optional rights were allowed and which were not, whatever was asked since", async () => {
		const { passport } = stage;
		const wish = { scopes: ["login:info"], optionalScopes: ["login:email"], interactive: true };
		stage.person({ answers: "allow", optionalScopes: [] });
		await passport.getToken(wish);
		await passport.getToken({ scopes: ["login:info", "login:avatar"], interactive: true });
		expect(await passport.getToken(wish)).toMatchObject({ scopes: ["login:info"] });
		expect(stage.windows()).toBe(2);
		const more = { ...wish, optionalScopes: ["login:avatar", "cloud_api:disk.read"] };
		expect(await passport.getToken(more)).toMatchObject({ scopes: ["login:avatar", "login:info"] });
		expect(stage.windows()).toBe(3);
	});

	it("renews a token that is near its end, and says so to those who listen", async () => {
		const { passport } = stage;
		const heard: unknown[] = [];
		const { value } = await passport.getToken({ interactive: true });
		passport.on("tokenchanged", (event) => heard.push(event));
		stage.pass(3299);
		expect(await passport.getToken({}, { fresh: true })).toMatchObject({ value });
		stage.pass(2);
		expect((await passport.getToken({}, { fresh: true })).value).not.toBe(value);
		await settled();
		expect(heard).toEqual([{ passport: 1, event: "tokenchanged", uid: ADA_UID, reason: "renewed" }]);
	});

	it("takes with signOut also the token that was allowed once", async () => {
		const { passport } = stage;
		const heard: unknown[] = [];
		passport.on("tokenchanged", (event) => heard.push(event));
		stage.person({ answers: "allow-once" });
		const { value } = await passport.getToken({ interactive: true });
		await passport.signOut();
		await passport.dropToken({ value });
		await settled();
		expect(heard).toEqual([]);
	});

	it("gives another token once the person has signed in anew", async () => {
		const { passport } = stage;
		const { value } = await passport.getToken({ interactive: true });
		await passport.signIn({ forceConfirm: true });
		expect((await passport.getToken()).value).not.toBe(value);
	});

	it("gives another token after dropToken, and says so to those who listen", async () => {
		const { passport } = stage;
		const heard: unknown[] = [];
		passport.on("tokenchanged", (event) => heard.push(event));
		const { value } = await passport.getToken({ interactive: true });
		expect(await passport.dropToken({ value })).toEqual({});
		expect(await passport.dropToken({ value })).toEqual({});
		expect((await passport.getToken()).value).not.toBe(value);
		await settled();
		expect(heard[0]).toEqual({ passport: 1, event: "tokenchanged", uid: ADA_UID, reason: "dropped" });
	});

	it("takes everything back at signOut, and tells it", async () => {
		const { passport } = stage;
		const heard: string[] = [];
		for (const name of ["accountadded", "accountremoved", "disconnected"] as const) {
			passport.on(name, ({ event, uid }) => heard.push(`${event} ${uid}`));
		}
		await passport.signIn();
		expect(await passport.signOut()).toEqual({});
		await expect(passport.getToken()).rejects.toMatchObject({ code: "consent_required" });
		expect(await passport.getAccounts()).toEqual({ accounts: [] });
		await settled();
		expect(heard).toEqual([
			`accountadded ${ADA_UID}`,
			`accountremoved ${ADA_UID}`,
			`disconnected ${ADA_UID}`,
		]);
	});

	it("gives a code that nobody redeemed, each time another", async () => {
		const { passport } = stage;
		const codeChallenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
		const params = { codeChallenge, codeChallengeMethod: "S256" as const };
		await expect(passport.getCode(params)).rejects.toMatchObject({ code: "consent_required" });
		const code = await passport.getCode({ ...params, interactive: true });
		expect(code).toEqual({
			...{ value: expect.any(String), environment: "production", expiresIn: 600, clientId: "app-one" },
			redirectUri: expect.stringMatching(/^https:/),
		});
		expect((await passport.getCode({ ...params, interactive: true })).value).not.toBe(code.value);
	});
});
