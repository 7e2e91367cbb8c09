import type { Params, Result } from "../contract/methods.ts";
import { environmentOf } from "../contract/values.ts";
import { toAccount } from "./accounts.ts";
import { type Ask, findEnvironment, resolveAsk } from "./ask.ts";
import { chooseConsent, type Standing } from "./choose-consent.ts";
import { liveConsents } from "./consent.ts";
import type { Caller, Effects } from "./effects.ts";
import { hasCode } from "./has-code.ts";
import { tokenKey } from "./records.ts";
import { pauseLeft } from "./refusals.ts";
import { moment } from "./sites.ts";
import { isUsable } from "./token.ts";

/** The methods that only read: they open nothing, change nothing, and a site without consent learns nothing. */

/** `getAccounts` of the contract: those shared with this site. */
export async function getAccounts(
	effects: Effects,
	{ site }: Caller,
	{ environment }: Params<"getAccounts">,
): Promise<Result<"getAccounts">> {
	if (environment !== undefined) await findEnvironment(effects.records, environment);
	const { accounts } = await shared(effects, site);
	return {
		accounts: accounts.filter((account) => environment === undefined || account.environment === environment),
	};
}

/** `getCurrentAccount` of the contract: the one this site used last. */
export async function getCurrentAccount(
	effects: Effects,
	{ site }: Caller,
): Promise<Result<"getCurrentAccount">> {
	const { accounts, current } = await shared(effects, site);
	return { account: accounts.find((account) => account.uid === current) ?? null };
}

/** `query` of the contract: where the site stands, without any effect. */
export async function query(
	effects: Effects,
	{ site }: Caller,
	params: Params<"query">,
): Promise<Result<"query">> {
	const [record, at] = await Promise.all([effects.records.read(["site", site]), moment(effects)]);
	const ask = await askOrNone(effects, site, params);
	const known = liveConsents(record, at).length > 0;
	if (!ask) return { state: "prompt", missing: known ? ["credentials"] : ["consent", "credentials"] };
	const found = await missingFor(effects, site, ask, () => chooseConsent(record, ask, at, params.uid));
	// An account this site may not know is like none: only a site that has one already hears the difference.
	const missing: Result<"query">["missing"] = found[0] === "account" && !known ? ["consent"] : found;
	if (missing.length === 0) return { state: "granted", missing };
	const isPaused = missing.includes("consent") && (await pauseLeft(effects, site)) > 0;
	return { state: isPaused ? "denied" : "prompt", missing };
}

async function askOrNone(effects: Effects, site: string, params: Params<"query">): Promise<Ask | undefined> {
	try {
		return await resolveAsk(effects, site, params);
	} catch (thrown) {
		if (hasCode(thrown, "credentials_not_found")) return undefined;
		throw thrown;
	}
}

async function missingFor(
	{ records, wire }: Effects,
	site: string,
	ask: Ask,
	choose: () => Standing,
): Promise<Result<"query">["missing"]> {
	let standing: Standing;
	try {
		standing = choose();
	} catch {
		return ["account"];
	}
	if (!standing.allowed) return ["consent"];
	const { uid } = standing;
	const key = tokenKey({ environment: environmentOf(uid), uid, clientId: ask.client.clientId, site });
	const [token, account] = await Promise.all([records.read(key), records.read(["account", uid])]);
	return isUsable(token, ask, wire.now()) || account?.isAuthorized ? [] : ["authorization"];
}

async function shared(effects: Effects, site: string) {
	const [record, at] = await Promise.all([effects.records.read(["site", site]), moment(effects)]);
	const consents = liveConsents(record, at);
	const uids = [...new Set(consents.map((consent) => consent.uid))];
	const found = await Promise.all(uids.map((uid) => effects.records.read(["account", uid])));
	const here = found.filter((account) => account !== undefined).filter(({ departing }) => !departing);
	const accounts = here.map((account) => toAccount(account, consents));
	return { accounts, current: record?.current ?? null };
}
