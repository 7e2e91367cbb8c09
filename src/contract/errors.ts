/** The closed set of error codes a page can hear (contract, "Errors"). */
export const PASSPORT_ERROR_CODES = [
	"account_not_found",
	"account_not_authorized",
	"credentials_not_found",
	"credentials_invalid",
	"payment_auth_required",
	"io_error",
	"unknown_error",
	"code_invalid",
	"scope_invalid",
	"unauthorized_client",
	"authorization_pending",
	"access_denied",
	"user_cancelled",
	"account_mismatch",
	"state_mismatch",
	"consent_required",
	"consent_denied",
	"request_pending",
	"too_many_requests",
	"client_not_allowed",
	"environment_unknown",
	"origin_refused",
	"page_not_active",
	"invalid_request",
	"method_not_found",
] as const;

export type PassportErrorCode = (typeof PASSPORT_ERROR_CODES)[number];

/** What the page library alone can say: the extension is not installed, or not connected to this site yet. */
export type PageErrorCode = PassportErrorCode | "broker_not_found";

/** The data an error carries beside its code. `retryAfter` is in seconds; `oauth` holds the server's own words. */
export interface PassportErrorDetails {
	uid?: string;
	environment?: string;
	clientId?: string;
	retryAfter?: number;
	oauth?: { error: string; error_description?: string };
	paymentAuth?: { contextId: string; url: string };
}

/** An error as it travels (contract, "Errors"). */
export interface PassportErrorObject extends PassportErrorDetails {
	code: PageErrorCode;
	message: string;
	retryable: boolean;
}

const RETRYABLE: ReadonlySet<PageErrorCode> = new Set([
	"io_error",
	"authorization_pending",
	"too_many_requests",
]);

/**
 * The one error class of the project. What a page may know is in its fields; `cause` stays in the room where it
 * was raised and never travels.
 */
export class PassportError extends Error {
	override readonly name = "PassportError";
	readonly code: PageErrorCode;
	/** True when asking the same again later can succeed by itself. */
	readonly retryable: boolean;
	declare readonly uid?: string;
	declare readonly environment?: string;
	declare readonly clientId?: string;
	declare readonly retryAfter?: number;
	declare readonly oauth?: { error: string; error_description?: string };
	declare readonly paymentAuth?: { contextId: string; url: string };

	constructor(code: PageErrorCode, message: string, details: PassportErrorDetails = {}, cause?: unknown) {
		super(message, cause === undefined ? undefined : { cause });
		this.code = code;
		this.retryable = RETRYABLE.has(code);
		Object.assign(this, details);
	}
}

const DETAIL_KEYS = ["uid", "environment", "clientId", "retryAfter", "oauth", "paymentAuth"] as const;

/** The error as data for the wire: exactly the contract's fields, never the cause or the stack. */
export function toErrorObject(error: PassportError): PassportErrorObject {
	const object: PassportErrorObject = {
		code: error.code,
		message: error.message,
		retryable: error.retryable,
	};
	for (const key of DETAIL_KEYS) if (error[key] !== undefined) Object.assign(object, { [key]: error[key] });
	return object;
}

/** The error that travelled, as an error again. */
export function fromErrorObject({
	code,
	message,
	retryable: _,
	...details
}: PassportErrorObject): PassportError {
	return new PassportError(code, message, details);
}

/** Any thrown thing as a PassportError: one that is not ours is a bug of ours and says nothing of its cause. */
export function toPassportError(thrown: unknown): PassportError {
	if (thrown instanceof PassportError) return thrown;
	return new PassportError(
		"unknown_error",
		"Something went wrong inside the extension. Please report what you did.",
		{},
		thrown,
	);
}
