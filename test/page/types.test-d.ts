import {
	type Account,
	type Code,
	connect,
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
