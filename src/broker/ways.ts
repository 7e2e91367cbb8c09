import { PassportError } from "../contract/errors.ts";
import { listAccounts } from "./accounts.ts";
import type { Ask } from "./ask.ts";
import { accountNotFound } from "./choose-consent.ts";
import type { Effects } from "./effects.ts";
import { hasCode } from "./has-code.ts";
import type { Answered } from "./prompt.ts";
import type { AccountRecord } from "./records.ts";
import { recordRefusal, refusePaused } from "./refusals.ts";
import type { Fetch, Obtain, Obtained } from "./work.ts";

/** The ways to what was allowed: silently, or with the person at the server. */

/** For the account the person chose in the consent window: silently when that is possible. */
export function fetchAnswered<T>(work: Obtain<T>, ask: Ask, { uid }: Answered): Promise<Obtained<T>> {
	if (uid === null) return fetchForNewcomer(work, ask);
	if (work.wanted.forceConfirm) return interactively(work, ask, uid);
	return silently(work, ask, uid).catch((thrown) => {
		if (!hasCode(thrown, "account_not_authorized")) throw thrown;
		return interactively(work, ask, uid, isMismatch(thrown));
	});
}

/** Without showing anything. @throws PassportError `account_not_authorized` when only the person can help. */
export function silently<T>({ fetch, wanted }: Obtain<T>, ask: Ask, uid: string): Promise<Obtained<T>> {
	return fetch(ask, uid, { interactive: false, impatient: wanted.interactive });
}

/** With the person, at the server. `othersSession`: the server's session is somebody else's, so the person must be let choose. */
export async function interactively<T>(
	work: Obtain<T>,
	ask: Ask,
	uid: string,
	othersSession = false,
): Promise<Obtained<T>> {
	const account = await findAccount(work.effects, uid);
	return atServer(work, ask, uid, {
		interactive: true,
		...(account.login === undefined ? {} : { loginHint: account.login }),
		forceConfirm: work.wanted.forceConfirm === true || othersSession,
	});
}

// Without force_confirm the server would send back the account that is here already; a page cannot prevent it.
async function fetchForNewcomer<T>(work: Obtain<T>, ask: Ask): Promise<Obtained<T>> {
	const { effects, wanted } = work;
	const accounts = await listAccounts(effects);
	const known = accounts.some((account) => account.environment === ask.environment.name);
	return atServer(work, ask, null, {
		interactive: true,
		forceConfirm: wanted.forceConfirm === true || known,
		...(wanted.loginHint === undefined ? {} : { loginHint: wanted.loginHint }),
	});
}

/** Opens the server's window, unless the person closed this site's windows again and again just now. */
async function atServer<T>(
	{ effects, caller, fetch }: Obtain<T>,
	ask: Ask,
	uid: string | null,
	options: Parameters<Fetch<T>>[2],
): Promise<Obtained<T>> {
	await refusePaused(effects, caller.site);
	return fetch(ask, uid, options).catch(async (thrown) => {
		if (hasCode(thrown, "user_cancelled", "access_denied"))
			await recordRefusal(effects, caller.site, "at the server");
		throw thrown;
	});
}

/** The account, when it is here and stays. @throws PassportError `account_not_found`. */
export async function findAccount({ records }: Effects, uid: string): Promise<AccountRecord> {
	const account = await records.read(["account", uid]);
	if (!account || account.departing) throw accountNotFound(uid);
	return account;
}

/** Whether the server's session turned out to be somebody else's. */
export function isMismatch(thrown: unknown): boolean {
	return thrown instanceof PassportError && hasCode(thrown.cause, "account_mismatch");
}
