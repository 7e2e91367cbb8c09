import { json } from "./json.ts";
import type { Language } from "./language.ts";
import { Refusal } from "./refusal.ts";

type TokenErrorRow = { readonly status: 400 | 401; readonly description: string | null };

/** Error codes of seed 002 › "Exchanging a confirmation code for a token"; 401 rows come without description. */
export const SEED_TOKEN_ERRORS = {
	authorization_pending: { status: 400, description: "User has not yet authorized your application" },
	bad_verification_code: { status: 400, description: "Code must be 16 characters long" },
	invalid_client: { status: 400, description: "Client not found" },
	invalid_grant: { status: 400, description: "Code has expired" },
	invalid_request: { status: 400, description: "Invalid request" },
	invalid_scope: { status: 400, description: "Rights of the client have changed" },
	unauthorized_client: { status: 400, description: "Client is not approved" },
	unsupported_grant_type: { status: 400, description: "Unsupported grant_type" },
	"Basic auth required": { status: 401, description: null },
	"Malformed Authorization header": { status: 401, description: null },
} as const satisfies Record<string, TokenErrorRow>;

const OTHER_ERRORS = {
	/** RFC 8628 section 3.5. */
	slow_down: { status: 400, description: "Polling too frequently" },
	/** RFC 8628 section 3.5: the person refused on the device page. */
	access_denied: { status: 400, description: "User denied access" },
	/** `/revoke_token` only: the token was issued without device_id. */
	unsupported_token_type: { status: 400, description: "Only tokens of a device can be revoked" },
} as const satisfies Record<string, TokenErrorRow>;

/** Every JSON error the sandbox knows. */
export const TOKEN_ERRORS = { ...SEED_TOKEN_ERRORS, ...OTHER_ERRORS };
export type TokenErrorCode = keyof typeof TOKEN_ERRORS;

/** Error codes of seed 002 › "Getting a confirmation code from a URL", in the language of the domain. */
export const REDIRECT_ERRORS = {
	access_denied: {
		en: "The user denied access to the app",
		ru: "Пользователь отказал приложению в доступе",
	},
	unauthorized_client: {
		en: "The app was rejected during moderation, is awaiting moderation or is blocked",
		ru: "Приложение отклонено при модерации, ожидает модерации или заблокировано",
	},
} as const satisfies Record<string, Record<Language, string>>;
export type RedirectErrorCode = keyof typeof REDIRECT_ERRORS;

/** Narrows a word from outside to a row of the table. */
export function isTokenErrorCode(word: string): word is TokenErrorCode {
	return Object.hasOwn(TOKEN_ERRORS, word);
}

/** Narrows a word from outside to a redirect error. */
export function isRedirectErrorCode(word: string): word is RedirectErrorCode {
	return Object.hasOwn(REDIRECT_ERRORS, word);
}

/** The answer of `/token`, `/revoke_token` and `/device/code` for a code, with the table's or a better description. */
export function tokenError(code: TokenErrorCode, description?: string): Response {
	const row: TokenErrorRow = TOKEN_ERRORS[code];
	const error_description = description ?? row.description;
	const body = row.description === null ? { error: code } : { error_description, error: code };
	return json(body, row.status);
}

/** The same, to be thrown. */
export function refuseToken(code: TokenErrorCode, description?: string): Refusal {
	return new Refusal(tokenError(code, description));
}
