import { PassportError } from "../contract/errors.ts";
import { scopesBeyond } from "../contract/scopes.ts";
import { formatUid } from "../contract/values.ts";
import { saveAccount } from "./accounts.ts";
import { type Ask, findEnvironment } from "./ask.ts";
import { accountNotFound } from "./choose-consent.ts";
import { asksRegisteredRights } from "./consent.ts";
import type { Effects } from "./effects.ts";
import type { Owned } from "./flow.ts";
import { type TokenRecord, tokenKey, tokenLock } from "./records.ts";
import { dispose } from "./revocations.ts";
import { haveSameHosts } from "./same-hosts.ts";
import { grantedScopes, type UsableToken } from "./token.ts";

/** What a grant was made for. */
export interface GrantedFor {
	ask: Ask;
	site: string;
	/** The account that was asked for; null: whoever signs in. */
	uid: string | null;
	/** Whether the account was here when this began: gone now, it was signed out meanwhile and must not come back. */
	wasHere: boolean;
	/** What the site asked for at first, when a renewal asks for the granted part of it alone. */
	asked?: TokenRecord["asked"];
}

/**
 * Keeps a grant: account and token are durable when it resolves, and the site hears that its former token is no more.
 * @throws PassportError `account_mismatch` when the grant is somebody else's, `scope_invalid` when it carries rights
 * that nobody asked for, `account_not_found` when the account was signed out meanwhile, `unknown_error` when the
 * environment leads elsewhere by now; then everything is as it was, and the token is revoked or forgotten.
 */
export async function keepGrant(effects: Effects, granted: GrantedFor, owned: Owned): Promise<UsableToken> {
	const { ask, site, uid, wasHere } = granted;
	const { grant, person } = owned;
	const { environment, client } = ask;
	// Not disposed of: a revocation, too, would go to the new server.
	await refuseOldServer(effects, ask);
	try {
		refuseOther(formatUid(environment.name, person.value), uid);
		refuseMore(ask, owned);
		if (wasHere && uid !== null) await refuseSignedOut(effects, uid);
	} catch (thrown) {
		await dispose(effects, { environment: environment.name, clientId: client.clientId, ...grant });
		throw thrown;
	}
	const account = await saveAccount(effects, environment.name, person);
	const record: UsableToken = {
		...{ environment: environment.name, uid: account.uid, clientId: client.clientId, site },
		...{ accessToken: grant.accessToken, issuedAt: grant.issuedAt, expiresAt: grant.expiresAt },
		...(grant.refreshToken === undefined ? {} : { refreshToken: grant.refreshToken }),
		asked: granted.asked ?? { scopes: ask.scopes, optionalScopes: ask.optionalScopes },
		scopes: grantedScopes(grant, ask),
	};
	const before = await effects.exclusive(tokenLock(record), async () => {
		const former = await effects.records.read(tokenKey(record));
		await effects.records.write(tokenKey(record), record);
		return former;
	});
	if (before) {
		effects.tell(site, { passport: 1, event: "tokenchanged", uid: account.uid, reason: "renewed" });
	}
	effects.changed();
	return record;
}

function refuseOther(owner: string, uid: string | null): void {
	if (uid === null || owner === uid) return;
	throw new PassportError(
		"account_mismatch",
		"The person signed in with another account than the one that was asked for. Nothing was changed.",
		{ uid },
	);
}

async function refuseSignedOut({ records }: Effects, uid: string): Promise<void> {
	const account = await records.read(["account", uid]);
	if (!account || account.departing) throw accountNotFound(uid);
}

/** The environment's addresses were changed meanwhile: what the old server gave must not reach the new one. */
async function refuseOldServer({ records }: Effects, { environment }: Ask): Promise<void> {
	if (haveSameHosts(await findEnvironment(records, environment.name), environment)) return;
	throw new PassportError("unknown_error", "The server's addresses were changed meanwhile. Sign in again.");
}

function refuseMore(ask: Ask, { grant }: Owned): void {
	if (asksRegisteredRights(ask)) return;
	const asked = [...ask.scopes, ...ask.optionalScopes];
	if (scopesBeyond(grantedScopes(grant, ask), asked).length === 0) return;
	throw new PassportError(
		"scope_invalid",
		"The server granted more rights than were asked for. The token was thrown away.",
	);
}
