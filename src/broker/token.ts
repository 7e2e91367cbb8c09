import { sameScopes } from "../contract/scopes.ts";
import type { Environment } from "../contract/settings.ts";
import type { Token } from "../contract/values.ts";
import type { Grant } from "../oauth/types.ts";
import type { Ask } from "./ask.ts";
import { asksRegisteredRights } from "./consent.ts";
import type { TokenRecord } from "./records.ts";

/** Judgements on tokens. Pure: the clock is an argument. */

/** A token is renewed this long before its end, in seconds, or a tenth of its life when that is shorter. */
const LONGEST_MARGIN = 300;

/** How far a clock may have gone back before a token issued "in the future" stops being trusted, in seconds. */
const CLOCK_TOLERANCE = 300;

export type UsableToken = TokenRecord & { accessToken: string };

/** Whether a stored token can be given: exactly what was asked, and well before its end. */
export function isUsable(
	record: TokenRecord | undefined,
	ask: Pick<Ask, "scopes" | "optionalScopes">,
	now: number,
): record is UsableToken {
	return (
		record !== undefined && record.accessToken !== null && answersAsk(record, ask) && isFresh(record, now)
	);
}

/** What stays of a token that must not be given again: what was asked and granted, and the value to revoke. */
export function withoutAccess(record: TokenRecord): TokenRecord {
	const { accessToken } = record;
	return { ...record, accessToken: null, ...(accessToken === null ? {} : { dropped: accessToken }) };
}

/** Whether a token lives long enough to be given, by a clock that did not go backwards. `now`: seconds since 1970. */
export function isFresh({ issuedAt, expiresAt }: TokenRecord, now: number): boolean {
	if (now < issuedAt - CLOCK_TOLERANCE) return false;
	if (expiresAt === null) return true;
	return now < expiresAt - Math.min(LONGEST_MARGIN, (expiresAt - issuedAt) / 10);
}

/**
 * Whether a token was asked for with the same rights, or carries exactly the required ones. Never one that carries
 * more: asking for {a} gives no {a, b} (RFC 9700 section 2.3).
 */
export function answersAsk(record: TokenRecord, ask: Pick<Ask, "scopes" | "optionalScopes">): boolean {
	const { asked } = record;
	if (sameScopes(asked.scopes, ask.scopes) && sameScopes(asked.optionalScopes, ask.optionalScopes))
		return true;
	if (asksRegisteredRights(ask) || ask.optionalScopes.length > 0) return false;
	return sameScopes(record.scopes, ask.scopes);
}

/** The rights a grant carries: what the server said, else what was asked (RFC 6749 section 5.1, `scope`). */
export function grantedScopes(grant: Grant, ask: Pick<Ask, "scopes" | "optionalScopes">): string[] {
	return grant.scopes ?? [...ask.scopes, ...ask.optionalScopes].sort();
}

/** The token as its site may see it: never its refresh token. */
export function toToken(record: UsableToken, environment: Environment): Token {
	return {
		value: record.accessToken,
		scheme: environment.scheme,
		scopes: record.scopes,
		expiresAt: record.expiresAt,
		uid: record.uid,
		clientId: record.clientId,
	};
}
