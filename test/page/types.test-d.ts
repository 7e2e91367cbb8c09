import {
	type Account,
	type Code,
	connect,
	type GetTokenParams,
	type Passport,
	PassportError,
	type Token,
} from "../../src/page/index.ts";
import { createTestPassport } from "../../src/page/testing.ts";

/** What compiles, and what must not: read by the compiler alone, here and against the packed library. */

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <T extends true>(): T | undefined => undefined;

export async function page(passport: Passport): Promise<void> {
	const connected = await connect();
	holds<Same<typeof connected, Passport>>();
	await connect({ extensionId: "abcdefghijklmnopabcdefghijklmnop", signal: AbortSignal.timeout(500) });
	// @ts-expect-error there is no such option
	await connect({ timeout: 500 });

	const token = await passport.getToken({ scopes: ["login:info"], interactive: true }, { fresh: true });
	holds<Same<typeof token, Token>>();
	holds<Same<typeof token.expiresAt, number | null>>();
	// @ts-expect-error rights are a list
	await passport.getToken({ scopes: "login:info" });
	// @ts-expect-error there is no such parameter
	await passport.getToken({ scope: ["login:info"] });
	// @ts-expect-error only getToken remembers
	await passport.getCode({}, { fresh: true });

	const { account } = await passport.getCurrentAccount();
	await passport.getToken({ uid: account?.uid });
	holds<Same<typeof account, Account | null>>();
	const code = await passport.getCode({ codeChallengeMethod: "S256", codeChallenge: "…" });
	holds<Same<typeof code, Code>>();
	// @ts-expect-error the plain method is refused
	await passport.getCode({ codeChallengeMethod: "plain" });
	// @ts-expect-error the value is needed
	await passport.dropToken();
	await passport.signOut();

	const stop = passport.on("tokenchanged", ({ uid, reason }) => [uid, reason]);
	holds<Same<typeof stop, () => void>>();
	// @ts-expect-error there is no such event
	passport.on("tokenrenewed", () => undefined);

	const stand = createTestPassport({ tokens: [{ value: "1" }], person: { answers: "allow" } });
	holds<typeof stand extends Passport ? true : false>();
	// @ts-expect-error there is no such answer
	stand.person.answers = "maybe";
	// @ts-expect-error there is no such code
	stand.failNext("teapot");
}

const SCOPES = ["login:info", "login:email"] as const;

/** What strict callers have at hand: lists that nobody may change, and values that may be missing. */
export async function strict(passport: Passport, uid?: string, scopes?: readonly string[]): Promise<void> {
	const wish: GetTokenParams = { uid, scopes, optionalScopes: SCOPES, interactive: undefined };
	await passport.getToken(wish, { signal: undefined, fresh: undefined });
	await passport.query({ uid, environment: undefined, clientId: undefined, scopes: SCOPES });
	await passport.getAccounts({ environment: undefined });
	await passport.signIn({ scopes, optionalScopes: SCOPES, loginHint: undefined, forceConfirm: undefined });
	await passport.getCode({ uid, scopes: SCOPES, codeChallenge: undefined, codeChallengeMethod: undefined });
	await passport.getToken({ paymentAuth: undefined });
	await passport.signOut({ uid });
	await connect({ extensionId: undefined, signal: undefined });
	// @ts-expect-error the value is needed
	await passport.dropToken({ value: undefined });
	// @ts-expect-error the context is needed
	await passport.getToken({ paymentAuth: { contextId: undefined } });
	// @ts-expect-error rights are strings
	await passport.getToken({ scopes: [undefined] });
	createTestPassport({
		clients: [{ environment: "production", clientId: "app", scopes: SCOPES, optionalScopes: undefined }],
		accounts: undefined,
		tokens: [{ uid, scopes: SCOPES }] as const,
		person: { answers: "allow", uid, optionalScopes: SCOPES },
		tokenLifetime: undefined,
	});
}

export function failure(thrown: unknown): string {
	if (!(thrown instanceof PassportError)) return "another";
	holds<Same<typeof thrown.retryAfter, number | undefined>>();
	switch (thrown.code) {
		case "broker_not_found":
			return "install";
		// @ts-expect-error there is no such code
		case "teapot":
			return "tea";
		default:
			return thrown.message;
	}
}

export function change(error: PassportError): void {
	// @ts-expect-error an error is not changed
	error.code = "io_error";
}
