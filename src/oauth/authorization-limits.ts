import * as v from "valibot";
import { PassportError, type PassportErrorCode } from "../contract/errors.ts";
import { ClientId, Scope } from "../contract/shapes.ts";

/** The longest `state` that Yandex returns (seed 002, `state`). */
const MAX_STATE = 1024;

/** One limit of a parameter of the authorization request: what is told when `holds` is false. */
interface Limit {
	parameter: string;
	holds: (value: string) => boolean;
	/** `unknown_error` where only the extension itself can have been wrong. */
	code: PassportErrorCode;
	message: string;
}

const isScopes = (text: string) => text.split(" ").every((scope) => v.is(Scope, scope));

/** The limits of seed 002 ("Confirmation code request") and RFC 6749 (appendix A), in the order they are checked. */
const LIMITS: readonly Limit[] = [
	{
		parameter: "client_id",
		holds: (text) => v.is(ClientId, text),
		code: "invalid_request",
		message: '"client_id" must be 1 to 256 printable ASCII characters without spaces.',
	},
	{
		parameter: "device_id",
		holds: (text) => /^[\x20-\x7e]{6,50}$/.test(text),
		code: "unknown_error",
		message: '"device_id" must be 6 to 50 printable ASCII characters.',
	},
	{
		parameter: "device_name",
		holds: (text) => text.length >= 1 && text.length <= 100,
		code: "unknown_error",
		message: '"device_name" must be 1 to 100 characters.',
	},
	{
		parameter: "redirect_uri",
		holds: (text) => URL.parse(text)?.hash === "",
		code: "unknown_error",
		message: '"redirect_uri" must be an absolute address without a fragment.',
	},
	{
		parameter: "login_hint",
		holds: (text) => text !== "" && text.isWellFormed(),
		code: "invalid_request",
		message: '"login_hint" must be a username or an e-mail address.',
	},
	{
		parameter: "scope",
		holds: isScopes,
		code: "invalid_request",
		message: '"scope" must be names of rights without spaces, quotes and non-ASCII characters.',
	},
	{
		parameter: "optional_scope",
		holds: isScopes,
		code: "invalid_request",
		message: '"optional_scope" must be names of rights without spaces, quotes and non-ASCII characters.',
	},
	{
		parameter: "state",
		holds: (text) => text.length >= 22 && text.length <= MAX_STATE && /^[\x20-\x7e]+$/.test(text),
		code: "unknown_error",
		message: '"state" must be unguessable and at most 1024 printable ASCII characters.',
	},
	{
		parameter: "code_challenge",
		holds: (text) => /^[A-Za-z0-9._~-]{43,128}$/.test(text),
		code: "invalid_request",
		message: '"code_challenge" must be 43 to 128 unreserved characters.',
	},
];

/**
 * Refuses what the server would not take, before anything is sent.
 * @throws PassportError `invalid_request` or `unknown_error`; each limit has its own message, which names the parameter.
 */
export function refuseBeyondLimits(parameters: Readonly<Record<string, string>>): void {
	for (const { parameter, holds, code, message } of LIMITS) {
		const value = parameters[parameter];
		if (value !== undefined && !holds(value)) throw new PassportError(code, message);
	}
}
