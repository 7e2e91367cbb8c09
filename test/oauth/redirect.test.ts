import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toErrorObject } from "../../src/contract/errors.ts";
import { codeOf, judgeRedirect, type RedirectAsk } from "../../src/oauth/redirect.ts";
import { errorOf, PUBLIC, REDIRECT_URI, STANDARD, STATE, YANDEX } from "./play.ts";

const ASK: RedirectAsk = {
	environment: YANDEX,
	client: PUBLIC,
	redirectUri: REDIRECT_URI,
	state: STATE,
	answer: `${REDIRECT_URI}?code=the-code&state=${STATE}`,
};
const OK = `code=marked-code&state=${STATE}`;
const at = (query: string): Partial<RedirectAsk> => ({ answer: `${REDIRECT_URI}?${query}` });

type Row = readonly [what: string, ask: Partial<RedirectAsk>, code: string];

async function refuses(ask: Partial<RedirectAsk>, code: string): Promise<void> {
	const error = await errorOf(() => judgeRedirect({ ...ASK, ...ask }));
	expect(error.code).toBe(code);
	expect(JSON.stringify([toErrorObject(error), error.stack, error.cause])).not.toContain("marked-code");
}

describe("A redirect is refused", () => {
	const issuer = { ...YANDEX, issuer: "https://oauth.yandex.ru" };
	const sending = { ...issuer, authorization_response_iss_parameter_supported: true };
	const other = REDIRECT_URI.replace("/production", "/testing");
	it.each<Row>([
		["with a missing state", at("code=marked-code"), "state_mismatch"],
		["with an empty state", at("code=marked-code&state="), "state_mismatch"],
		["with a foreign state", at("code=marked-code&state=another"), "state_mismatch"],
		["with a longer state", at(`${OK}x`), "state_mismatch"],
		[
			"with the state in other letters",
			at(`code=marked-code&state=${STATE.toUpperCase()}`),
			"state_mismatch",
		],
		["to another path", { answer: `${other}?${OK}` }, "state_mismatch"],
		["to a path below", { answer: `${REDIRECT_URI}/?${OK}` }, "state_mismatch"],
		["to another host", { answer: `https://evil.example/production?${OK}` }, "state_mismatch"],
		["to a host that ends alike", { answer: `https://x${REDIRECT_URI.slice(8)}?${OK}` }, "state_mismatch"],
		["to another port", { answer: `${REDIRECT_URI.replace(".org", ".org:444")}?${OK}` }, "state_mismatch"],
		["to another scheme", { answer: `${REDIRECT_URI.replace("https", "http")}?${OK}` }, "state_mismatch"],
		["with credentials", { answer: `${REDIRECT_URI.replace("//", "//a:b@")}?${OK}` }, "state_mismatch"],
		["that is no address", { answer: "marked-code" }, "state_mismatch"],
		["that is empty", { answer: "" }, "state_mismatch"],
		["of 1 MB", at(`${OK}&x=${"x".repeat(1_000_000)}`), "state_mismatch"],
		["with two codes", at(`${OK}&code=other`), "unknown_error"],
		["with the same code twice", at(`${OK}&code=marked-code`), "unknown_error"],
		["with two states", at(`${OK}&state=other`), "unknown_error"],
		["with two of anything", at(`${OK}&cid=1&cid=2`), "unknown_error"],
		["with both code and error", at(`${OK}&error=access_denied`), "unknown_error"],
		["with a code and an empty error", at(`${OK}&error=`), "unknown_error"],
		["with neither", at(`state=${STATE}`), "unknown_error"],
		["with an empty code", at(`code=&state=${STATE}`), "unknown_error"],
		["with a space in the code", at(`code=a+b&state=${STATE}`), "unknown_error"],
		["with the answer in the fragment", { answer: `${REDIRECT_URI}#${OK}` }, "unknown_error"],
		["with a second code in the fragment", at(`${OK}#code=other`), "unknown_error"],
		["with a token in the fragment", at(`${OK}#access_token=marked-code`), "unknown_error"],
		["with an id_token in the fragment", at(`${OK}#id_token=marked-code`), "unknown_error"],
		["with a state in the fragment", at(`${OK}#state=${STATE}`), "unknown_error"],
		["with an error in the fragment", at(`${OK}#error=access_denied`), "unknown_error"],
		["with a token in the query", at(`${OK}&token=marked-code`), "unknown_error"],
		["with an id_token in the query", at(`${OK}&id_token=marked-code`), "unknown_error"],
		["with a JWT for an answer", at(`state=${STATE}&response=marked-code`), "state_mismatch"],
		[
			"with a foreign iss",
			{ environment: issuer, ...at(`${OK}&iss=https://evil.example`) },
			"state_mismatch",
		],
		["with a foreign iss where none is configured", at(`${OK}&iss=https://evil.example`), "state_mismatch"],
		["without the iss that the server promised", { environment: sending, ...at(OK) }, "state_mismatch"],
	])("%s", (_, ask, code) => refuses(ask, code));

	it.each<readonly [string, Partial<RedirectAsk>, string]>([
		["a foreign state", at("code=marked-code&state=another"), "does not belong to this sign-in"],
		[
			"a foreign state and iss",
			at("code=c&state=x&iss=https://evil.example"),
			"does not belong to this sign-in",
		],
		["a foreign iss", { environment: issuer, ...at(`${OK}&iss=https://evil.example`) }, '"iss"'],
		["no iss where one was promised", { environment: sending, ...at(OK) }, '"iss"'],
		["another address", { answer: `https://evil.example/?${OK}` }, "another address"],
	])("with %s, and the message says which it was", async (_, ask, words) => {
		const { code, message } = await errorOf(() => judgeRedirect({ ...ASK, ...ask }));
		expect([code, message]).toEqual(["state_mismatch", expect.stringContaining(words)]);
		expect(message).not.toContain("evil");
	});

	it("whatever the foreign state is", () => {
		const state = fc.string({ maxLength: 60 }).filter((text) => text !== STATE);
		fc.assert(
			fc.property(state, (foreign) => {
				const answer = `${REDIRECT_URI}?${new URLSearchParams({ code: "c", state: foreign })}`;
				expect(() => judgeRedirect({ ...ASK, answer })).toThrow();
			}),
		);
	});

	it("whatever address it is, with a PassportError and nothing else", () => {
		fc.assert(
			fc.property(
				fc.oneof(fc.string(), fc.webUrl({ withQueryParameters: true, withFragments: true })),
				(answer) => {
					expect(() => judgeRedirect({ ...ASK, answer })).toThrow(
						expect.objectContaining({ name: "PassportError" }),
					);
				},
			),
		);
	});
});

describe("A redirect is accepted", () => {
	it.each<readonly [string, Partial<RedirectAsk>, string]>([
		["with code and state", at(`code=1234567&state=${STATE}`), "1234567"],
		["with 16 characters of code", at(`code=abcdefgh01234567&state=${STATE}`), "abcdefgh01234567"],
		["with escaped characters in the code", at(`code=a%2Bb%2F%3D&state=${STATE}`), "a+b/="],
		["with parameters that nobody knows", at(`code=c&state=${STATE}&cid=1`), "c"],
		["with an empty fragment of another kind", at(`code=c&state=${STATE}#_=_`), "c"],
		[
			"with the iss of its server",
			{ environment: STANDARD, ...at(`code=c&state=${STATE}&iss=https%3A%2F%2Fid.example`) },
			"c",
		],
	])("%s", (_, ask, code) => {
		expect(codeOf(judgeRedirect({ ...ASK, ...ask }))).toBe(code);
	});

	it("gives its code once and shows it nowhere", async () => {
		const redirect = judgeRedirect({ ...ASK, ...at(OK) });
		expect(JSON.stringify(redirect)).not.toContain("marked-code");
		expect(Object.values(redirect)).toEqual([true]);
		expect(codeOf(redirect)).toBe("marked-code");
		expect((await errorOf(() => codeOf(redirect))).code).toBe("code_invalid");
	});

	it("and cannot be made by hand", async () => {
		expect((await errorOf(() => codeOf({ judged: true }))).code).toBe("code_invalid");
	});
});

describe("Getting a confirmation code from a URL › error codes", () => {
	it.each([
		["access_denied", "access_denied"],
		["unauthorized_client", "unauthorized_client"],
		["invalid_scope", "scope_invalid"],
		["invalid_request", "unknown_error"],
		["unsupported_response_type", "unknown_error"],
		["server_error", "io_error"],
		["temporarily_unavailable", "io_error"],
		["login_required", "account_not_authorized"],
		["never heard of", "unknown_error"],
		["constructor", "unknown_error"],
	])("%s is %s, in the server's own words", async (error, code) => {
		const query = new URLSearchParams({ error, error_description: "Слова <b>сервера</b>", state: STATE });
		expect(await errorOf(() => judgeRedirect({ ...ASK, ...at(String(query)) }))).toMatchObject({
			code,
			environment: "production",
			oauth: { error, error_description: "Слова <b>сервера</b>" },
		});
	});

	it("takes an error without a description", async () => {
		const error = await errorOf(() => judgeRedirect({ ...ASK, ...at(`error=access_denied&state=${STATE}`) }));
		expect(error.oauth).toEqual({ error: "access_denied" });
	});

	it("refuses an error with a foreign state", () =>
		refuses(at("error=access_denied&state=x"), "state_mismatch"));

	it("bounds the description and takes out what could disguise it", async () => {
		const description = `a\u0000b\u202ec\r\nd${"x".repeat(5000)}`;
		const query = new URLSearchParams({
			error: "access_denied",
			error_description: description,
			state: STATE,
		});
		const { oauth } = await errorOf(() => judgeRedirect({ ...ASK, ...at(String(query)) }));
		expect(oauth?.error_description).toMatch(/^a b c dx+…$/);
		expect(oauth?.error_description).toHaveLength(300);
	});
});
