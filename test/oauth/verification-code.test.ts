import { describe, expect, it } from "vitest";
import { codeOf, judgeRedirect, type RedirectAsk, readVerificationCode } from "../../src/oauth/redirect.ts";
import { redirectUriOf, verificationPage } from "../../src/oauth/way-back.ts";
import { errorOf, PUBLIC, REDIRECT_URI, STATE, YANDEX } from "./play.ts";

describe("The verification page", () => {
	const client = { ...PUBLIC, wayBack: "verification_page" as const };
	const page = verificationPage(YANDEX);
	const ask = (answer: string): RedirectAsk => ({
		environment: YANDEX,
		client,
		redirectUri: page,
		state: STATE,
		answer,
	});

	it("is the server's own, and the redirect of such an app only", () => {
		expect(page).toBe("https://oauth.yandex.ru/verification_code");
		expect(redirectUriOf(YANDEX, client, REDIRECT_URI)).toBe(page);
		expect(redirectUriOf(YANDEX, PUBLIC, REDIRECT_URI)).toBe(REDIRECT_URI);
	});

	it("may lack the state, but not have a foreign one", async () => {
		expect(codeOf(judgeRedirect(ask(`${page}?code=abc`)))).toBe("abc");
		expect(codeOf(judgeRedirect(ask(`${page}?code=abc&state=${STATE}`)))).toBe("abc");
		expect((await errorOf(() => judgeRedirect(ask(`${page}?code=abc&state=x`)))).code).toBe("state_mismatch");
	});

	it("says errors too", async () => {
		const error = await errorOf(() => judgeRedirect(ask(`${page}?error=access_denied`)));
		expect(error.code).toBe("access_denied");
	});

	it.each([
		["the code", "abcdefgh01234567"],
		["the code with blanks around it", "  abcdefgh01234567\n"],
		["the whole address", `${page}?code=abcdefgh01234567&state=${STATE}`],
		["the address without a state", ` ${page}?code=abcdefgh01234567 `],
	])("can be pasted: %s", (_, text) => {
		expect(codeOf(readVerificationCode(ask(text)))).toBe("abcdefgh01234567");
	});

	it.each([
		["nothing", "  ", "code_invalid"],
		["a sentence", "my code is 1234567", "code_invalid"],
		["an address without its scheme", "oauth.yandex.ru/verification_code?code=abc", "code_invalid"],
		["a script", "javascript:alert(1)", "code_invalid"],
		["too much", "1".repeat(513), "code_invalid"],
		["another address", `https://evil.example/verification_code?code=abc`, "state_mismatch"],
		["the address of another flow", `${page}?code=abc&state=x`, "state_mismatch"],
		["the address without a code", page, "unknown_error"],
	])("cannot be replaced by %s", async (_, text, code) => {
		expect((await errorOf(() => readVerificationCode(ask(text)))).code).toBe(code);
	});
});
