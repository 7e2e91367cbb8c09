import { processGenericTokenEndpointResponse } from "oauth4webapi";
import * as v from "valibot";
import { normalizeScopes } from "../contract/scopes.ts";
import type { Client } from "../contract/settings.ts";
import { Scope } from "../contract/shapes.ts";
import { type JsonObject, memberOf, unusable, withoutAbsent } from "./answer.ts";
import type { AnswerContext } from "./refusal.ts";
import { describeServer } from "./server.ts";
import type { Grant } from "./types.ts";

/** Beyond so many seconds (31,000 years) a lifetime is no end: no calendar can show it. */
const LONGEST_LIFETIME = 1e12;

/** What a header can carry, and the contract's `dropToken` can name. */
const TokenText = v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,4096}$/));

/** Seconds; some servers write them as a string. Nothing is done with a token that has ended already. */
const Lifetime = v.pipe(
	v.union([v.number(), v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number))]),
	v.finite(),
	v.minValue(1),
);

const ScopeText = v.pipe(
	v.string(),
	v.transform((text) => text.split(" ").filter((scope) => scope !== "")),
	v.array(Scope),
	v.transform((scopes) => normalizeScopes(scopes)),
);

/** RFC 6749 section 5.1, narrowed to what can be used. */
const TokenAnswer = v.object({
	access_token: TokenText,
	refresh_token: v.exactOptional(TokenText),
	expires_in: v.exactOptional(Lifetime),
	scope: v.exactOptional(ScopeText),
});

/**
 * A token answer, judged by oauth4webapi and by what the seed says of it ("Format of response with token").
 * @throws PassportError `unknown_error` when anything in it cannot be used; the message names the member.
 */
export async function readGrant(
	answer: JsonObject,
	{ clientId }: Client,
	issuedAt: number,
	context: AnswerContext,
): Promise<Grant> {
	// Who the person is comes from the user info alone, never from an id_token.
	const { id_token: _, ...members } = withoutAbsent(answer);
	const parsed = v.safeParse(TokenAnswer, members, { abortEarly: true });
	if (!parsed.success) throw unusable(memberOf(parsed.issues[0]), context);
	if (!(await isBearer(members, clientId, context))) throw unusable("token_type", context);
	const { access_token, refresh_token, expires_in, scope } = parsed.output;
	return {
		accessToken: access_token,
		...(refresh_token === undefined ? {} : { refreshToken: refresh_token }),
		...(scope === undefined ? {} : { scopes: scope }),
		issuedAt,
		expiresAt: endOf(issuedAt, expires_in),
	};
}

async function isBearer(answer: object, client_id: string, { environment }: AnswerContext): Promise<boolean> {
	try {
		const server = describeServer(environment);
		const judged = await processGenericTokenEndpointResponse(server, { client_id }, Response.json(answer));
		return judged.token_type === "bearer";
	} catch {
		return false;
	}
}

function endOf(issuedAt: number, lifetime: number | undefined): number | null {
	if (lifetime === undefined || lifetime > LONGEST_LIFETIME) return null;
	return Math.floor(issuedAt + lifetime);
}
