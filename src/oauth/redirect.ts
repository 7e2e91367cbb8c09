import {
	AuthorizationResponseError,
	OperationProcessingError,
	skipStateCheck,
	validateAuthResponse,
} from "oauth4webapi";
import { PassportError } from "../contract/errors.ts";
import type { Client, Environment } from "../contract/settings.ts";
import { refusalOf } from "./refusal.ts";
import { describeServer } from "./server.ts";
import { readWords } from "./server-words.ts";

/** The longest address that is looked at, in characters. */
const MAX_REDIRECT = 8192;

/** RFC 6749 appendix A.11, bounded; without spaces. Yandex has changed the form of its codes before. */
const CODE = /^[\x21-\x7e]{1,2048}$/;

/** What a person can paste: nothing of which an address is made. */
const PASTED_CODE = /^[\w.~+/=-]{1,512}$/;

/** A redirect that passed every check. It shows nothing: only `codeOf` and `exchangeCode` get at its code, once. */
export interface JudgedRedirect {
	readonly judged: true;
}

const codes = new WeakMap<JudgedRedirect, string>();

/** What a redirect is judged by. `answer` is the whole address that the browser was sent to. */
export interface RedirectAsk {
	environment: Environment;
	client: Client;
	/** The one that was sent to the authorization endpoint. */
	redirectUri: string;
	state: string;
	answer: string;
}

/**
 * Judges where the server sent the browser (RFC 6749 section 4.1.2, RFC 9207, RFC 9700 section 2.1).
 * @throws PassportError `state_mismatch` when it is not the answer to this flow, `unknown_error` when it is malformed,
 * and what the server's own error means. The code is thrown away then.
 */
export function judgeRedirect(ask: RedirectAsk): JudgedRedirect {
	const { redirectUri, answer } = ask;
	const url = answer.length > MAX_REDIRECT ? null : URL.parse(answer);
	if (!url || !isAt(url, new URL(redirectUri))) throw notOurs("The server redirected to another address.");
	if (isMalformed(url)) throw malformed();
	const params = validate(url.searchParams, ask);
	return judged(params.get("code"));
}

/**
 * Judges what the person pasted from the verification page: the code, or the whole address of the page. A bare code
 * has no `state`; PKCE binds it to this flow.
 * @throws PassportError `code_invalid` when it is neither, and what `judgeRedirect` throws.
 */
export function readVerificationCode(ask: RedirectAsk): JudgedRedirect {
	const text = ask.answer.trim();
	if (/^https?:/i.test(text)) return judgeRedirect({ ...ask, answer: text });
	if (PASTED_CODE.test(text)) return judged(text);
	throw new PassportError(
		"code_invalid",
		"That is not a confirmation code. Paste the code, or the whole address of the page that shows it.",
	);
}

/** The code of a judged redirect, once. @throws PassportError `code_invalid` the second time. */
export function codeOf(redirect: JudgedRedirect): string {
	const code = codes.get(redirect);
	codes.delete(redirect);
	if (code === undefined) throw new PassportError("code_invalid", "This confirmation code was used already.");
	return code;
}

function judged(code: string | null): JudgedRedirect {
	if (code === null || !CODE.test(code)) throw malformed();
	const redirect: JudgedRedirect = Object.freeze({ judged: true });
	codes.set(redirect, code);
	return redirect;
}

/** Only the query, which holds the answer, may differ (and a fragment that holds none of it). */
function isAt(url: URL, expected: URL): boolean {
	const place = ({ protocol, username, password, host, pathname }: URL) =>
		JSON.stringify([protocol, username, password, host, pathname]);
	return place(url) === place(expected);
}

function isMalformed({ searchParams, hash }: URL): boolean {
	const names = [...searchParams.keys()];
	const fragment = new URLSearchParams(hash.slice(1));
	return (
		new Set(names).size < names.length ||
		(searchParams.has("code") && searchParams.has("error")) ||
		["code", "state", "error", "access_token", "id_token"].some((name) => fragment.has(name))
	);
}

function validate(params: URLSearchParams, { environment, client, state }: RedirectAsk): URLSearchParams {
	// The verification page is the server's own; it need not carry the state on.
	const mayLack = client.wayBack === "verification_page" && !params.has("state");
	try {
		const server = describeServer(environment);
		return validateAuthResponse(
			server,
			{ client_id: client.clientId },
			params,
			mayLack ? skipStateCheck : state,
		);
	} catch (thrown) {
		if (thrown instanceof AuthorizationResponseError) throw refusalIn(params, environment);
		if (!(thrown instanceof OperationProcessingError)) throw malformed();
		throw notOurs(
			params.get("state") === state
				? `The redirect's "iss" is not the issuer that is set under Servers in the options.`
				: "The server's redirect does not belong to this sign-in.",
		);
	}
}

function refusalIn(params: URLSearchParams, environment: Environment): PassportError {
	const answer = Object.fromEntries(params);
	const words = readWords(answer, []);
	return words ? refusalOf(words, answer, { environment, step: "authorize" }) : malformed();
}

function notOurs(why: string): PassportError {
	return new PassportError("state_mismatch", `${why} Its code was thrown away. Begin again.`);
}

function malformed(): PassportError {
	return new PassportError("unknown_error", "The server's redirect is malformed. Its code was thrown away.");
}
