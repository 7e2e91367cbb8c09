import { PassportError } from "../contract/errors.ts";
import { usesSecret } from "../oauth/client.ts";
import { refresh } from "../oauth/refresh.ts";
import type { Grant } from "../oauth/types.ts";
import { markUnauthorized } from "./accounts.ts";
import type { Ask } from "./ask.ts";
import { accountNotFound } from "./choose-consent.ts";
import type { Effects } from "./effects.ts";
import { confirmOwner, runFlow } from "./flow.ts";
import { keepGrant } from "./grants.ts";
import { hasCode } from "./has-code.ts";
import { type AccountRecord, type TokenRecord, tokenKey, tokenLock } from "./records.ts";
import { dispose } from "./revocations.ts";
import { answersAsk, isUsable, type UsableToken, withoutAccess } from "./token.ts";

/** Gives the token of one account, client and site without showing anything. */
export type Renew = (
	ask: Ask,
	site: string,
	uid: string,
	options: { impatient?: boolean; anew?: boolean },
) => Promise<UsableToken>;

/** One renewal: for whom, and the record there was. */
interface Renewal {
	ask: Ask;
	site: string;
	uid: string;
	impatient: boolean;
	record: TokenRecord | undefined;
	/** Undefined: broken and put aside, perhaps; a renewal makes it anew. */
	account: AccountRecord | undefined;
}

/**
 * Store, else refresh token, else the person's session at the server, in that order; one renewal for any number of
 * callers. `impatient`: a flow with the person follows when it fails. `anew`: from the session at the server alone,
 * which shows whose it is.
 * @throws PassportError `account_not_authorized` when only the person can help; `io_error` keeps everything.
 */
export function createRenew(effects: Effects): Renew {
	const running = new Map<string, Promise<UsableToken>>();
	return async (ask, site, uid, { impatient = false, anew = false }) => {
		const key = tokenKey({ environment: ask.environment.name, uid, clientId: ask.client.clientId, site });
		const record = await effects.records.read(key);
		if (!anew && isUsable(record, ask, effects.wire.now())) return record;
		const id = JSON.stringify([key, ask.scopes, ask.optionalScopes, anew]);
		const account = await effects.records.read(["account", uid]);
		const renewal = { ask, site, uid, impatient, record, account };
		const begin = () => (anew ? renewSilently(effects, renewal, undefined) : renew(effects, renewal));
		const joined = running.get(id) ?? begin().finally(() => running.delete(id));
		running.set(id, joined);
		return joined;
	};
}

async function renew(effects: Effects, renewal: Renewal): Promise<UsableToken> {
	const { ask } = renewal;
	// Another renewal may have ended between the caller's look at the store and now.
	const record = renewal.record && (await effects.records.read(tokenKey(renewal.record)));
	if (isUsable(record, ask, effects.wire.now())) return record;
	const same = record && answersAsk(record, ask) ? record : undefined;
	return (same && (await tryRefresh(effects, renewal, same))) ?? renewSilently(effects, renewal, same);
}

/** undefined when there is nothing to refresh with, or the server no longer takes it. */
async function tryRefresh(
	effects: Effects,
	{ ask, account }: Renewal,
	record: TokenRecord,
): Promise<UsableToken | undefined> {
	const { environment, client } = ask;
	const { refreshToken, uid, site, asked } = record;
	if (refreshToken === undefined || !usesSecret(client)) return undefined;
	try {
		const grant = await refresh(effects.wire, { environment, client, refreshToken });
		// Without `scope` the answer means what was granted at first (RFC 6749 section 6).
		const rotated = {
			...grant,
			refreshToken: grant.refreshToken ?? refreshToken,
			scopes: grant.scopes ?? record.scopes,
		};
		// The old refresh token is dead by now: the new one must be safe before anything else can go wrong.
		await keepRotated(effects, record, rotated);
		if (grant.accessToken === record.dropped) return undefined;
		const owned = await confirmOwner(effects, ask, rotated);
		return await keepGrant(effects, { ask, site, uid, wasHere: account !== undefined, asked }, owned);
	} catch (thrown) {
		if (!hasCode(thrown, "account_not_authorized")) throw thrown;
		await forgetRefresh(effects, record);
		return undefined;
	}
}

/** What the site asked for and was granted stays: the way through the session begins with it, now or at another try. */
function forgetRefresh({ exclusive, records }: Effects, used: TokenRecord): Promise<void> {
	return exclusive(tokenLock(used), async () => {
		const record = await records.read(tokenKey(used));
		if (!record || (record.accessToken ?? used.accessToken) !== used.accessToken) return;
		const { refreshToken: _, ...rest } = withoutAccess(record);
		await records.write(tokenKey(used), rest);
	});
}

/** Unless the token was given up meanwhile: then the new one goes the same way. @throws PassportError */
function keepRotated(effects: Effects, record: TokenRecord, rotated: Grant): Promise<void> {
	const { environment, clientId, uid } = record;
	return effects.exclusive(tokenLock(record), async () => {
		const { refreshToken } = rotated;
		if (refreshToken !== undefined && (await effects.records.read(tokenKey(record)))) {
			return effects.records.write(tokenKey(record), { ...record, accessToken: null, refreshToken });
		}
		await dispose(effects, { environment, clientId, ...rotated });
		throw accountNotFound(uid);
	});
}

async function renewSilently(
	effects: Effects,
	{ ask, site, uid, impatient, account }: Renewal,
	record: TokenRecord | undefined,
): Promise<UsableToken> {
	try {
		if (ask.client.wayBack === "verification_page") throw needsPerson(uid);
		const hint = account?.login === undefined ? {} : { loginHint: account.login };
		const part = record ? grantedPart(ask, record) : ask;
		const owned = await runFlow(effects, part, site, { interactive: false, impatient, ...hint });
		const { scopes, optionalScopes } = ask;
		const asked = { scopes, optionalScopes };
		const wasHere = account !== undefined;
		return await keepGrant(effects, { ask: part, site, uid, wasHere, asked }, owned);
	} catch (thrown) {
		if (!hasCode(thrown, "account_not_authorized", "account_mismatch")) throw thrown;
		// Only a renewal that used to work says something of the account; a new site's first try does not.
		if (record) await markUnauthorized(effects, uid);
		throw needsPerson(uid, thrown);
	}
}

// Rights that the person declined at the server would make it ask again.
function grantedPart(ask: Ask, { scopes: granted }: TokenRecord): Ask {
	const keep = (scopes: string[]) => scopes.filter((scope) => granted.includes(scope));
	return granted.length === 0
		? ask
		: { ...ask, scopes: keep(ask.scopes), optionalScopes: keep(ask.optionalScopes) };
}

function needsPerson(uid: string, cause?: unknown): PassportError {
	return new PassportError(
		"account_not_authorized",
		"The person has to sign in again: no token can be had silently.",
		{ uid },
		cause,
	);
}
