import type { PassportErrorCode } from "../contract/errors.ts";

/** What was asked of the server when it refused. */
export type Step = "authorize" | "exchange" | "refresh" | "device" | "poll" | "revoke" | "userinfo";

/** What an error of the server means for a caller, and what a person is told. */
export interface Meaning {
	code: PassportErrorCode;
	message: string;
}

interface Row extends Meaning {
	/** Where it means something else. */
	at?: Partial<Record<Step, Meaning>>;
}

const BUG: Meaning = {
	code: "unknown_error",
	message: "The server does not understand the extension's request. Please report what you did.",
};
const TEMPORARY: Meaning = {
	code: "io_error",
	message: "The server has trouble right now. Try again later.",
};
const SIGN_IN: Meaning = {
	code: "account_not_authorized",
	message: "The server no longer accepts this sign-in. Sign in again.",
};
const SCOPES: Meaning = {
	code: "scope_invalid",
	message:
		"The server does not give these rights to this app. Compare them with the rights the app is registered for.",
};
const CODE: Meaning = {
	code: "code_invalid",
	message: "The server does not accept the confirmation code: it is wrong, used or too old. Begin again.",
};
const PENDING: Meaning = {
	code: "authorization_pending",
	message: "The sign-in was not confirmed on the other device yet.",
};

/**
 * Every error code of seed 002 ("Getting a confirmation code from a URL", "Format of response with token"), of
 * RFC 6749 (4.1.2.1, 5.2), RFC 6750 (3.1), RFC 7009 (2.2.1), RFC 8628 (3.5), and of OpenID Connect Core (3.1.2.6)
 * those that a request without a request object can get.
 */
export const SERVER_ERRORS: Readonly<Record<string, Row>> = {
	access_denied: { code: "access_denied", message: "The person did not allow the app access." },
	unauthorized_client: {
		code: "unauthorized_client",
		message: "The server does not let this app in: it is blocked, was rejected or awaits moderation.",
	},
	invalid_client: {
		code: "credentials_invalid",
		message:
			"The server does not accept this client id or its secret. Check both in the extension's options.",
	},
	invalid_grant: { ...CODE, at: { refresh: SIGN_IN } },
	bad_verification_code: CODE,
	expired_token: CODE,
	invalid_scope: SCOPES,
	insufficient_scope: SCOPES,
	invalid_token: SIGN_IN,
	login_required: SIGN_IN,
	interaction_required: SIGN_IN,
	account_selection_required: SIGN_IN,
	consent_required: SIGN_IN,
	authorization_pending: PENDING,
	slow_down: PENDING,
	invalid_request: BUG,
	unsupported_response_type: BUG,
	unsupported_grant_type: BUG,
	unsupported_token_type: BUG,
	"Basic auth required": BUG,
	"Malformed Authorization header": BUG,
	payment_auth_pending: {
		code: "payment_auth_required",
		message: "The server wants the payment to be authorized first.",
	},
	temporarily_unavailable: TEMPORARY,
	server_error: TEMPORARY,
};

/** What is said of an error that no table knows. */
const UNKNOWN: Meaning = {
	code: "unknown_error",
	message: "The server refused for a reason that the extension does not know.",
};

/** Whether the table has a row for a server's error code. */
export function isKnownError(error: string): boolean {
	return Object.hasOwn(SERVER_ERRORS, error);
}

/** What the server's error code means at a step. Never throws, whatever the code. */
export function meaningOf(error: string, step: Step): Meaning {
	const row = isKnownError(error) ? SERVER_ERRORS[error] : undefined;
	return row?.at?.[step] ?? row ?? UNKNOWN;
}
