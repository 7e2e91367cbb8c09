import type { Effects } from "./effects.ts";
import { forgetPayments } from "./payment.ts";
import { forgetAnswers } from "./prompt.ts";
import type { Consent } from "./records.ts";
import { forgetOutcomes } from "./repeat.ts";
import { giveUp, runRevocations } from "./revocations.ts";
import { changeSite, withoutConsents } from "./sites.ts";
import { markWithdrawn } from "./withdrawn.ts";

/**
 * Takes from a site what it was allowed: at once, also for requests under way. Its tokens are given up; revoking them
 * at the server goes on behind. `uid` left out: everything of this site. `reason`: what the site's ports hear.
 */
export async function withdraw(effects: Effects, site: string, reason: string, uid?: string): Promise<void> {
	await withdrawConsents(effects, site, reason, uid);
	for (const token of await effects.records.list("token")) {
		if (token.site === site && (uid === undefined || token.uid === uid)) await giveUp(effects, token);
	}
	void runRevocations(effects);
}

/** Takes away what one account's consent to one client allowed, and what came of it. */
export async function withdrawClient(
	effects: Effects,
	site: string,
	uid: string,
	clientId: string,
): Promise<void> {
	const isMeant = (one: { uid: string; clientId: string }) => one.uid === uid && one.clientId === clientId;
	await removeConsents(effects, site, "withdrawn", isMeant);
	for (const token of await effects.records.list("token")) {
		if (token.site === site && isMeant(token)) await giveUp(effects, token);
	}
	void runRevocations(effects);
}

/** A site signs itself out (contract, `signOut`); an account that is not shared with it is nothing to it. */
export async function signOutSite(effects: Effects, site: string, uid?: string): Promise<void> {
	const record = await effects.records.read(["site", site]);
	if (uid !== undefined && !record?.consents.some((consent) => consent.uid === uid)) return;
	await withdraw(effects, site, "signed_out", uid);
}

/** The consents alone: nothing more is given to the site from now on, nor what waited to be given. */
export async function withdrawConsents(
	effects: Effects,
	site: string,
	reason: string,
	uid?: string,
): Promise<void> {
	await markWithdrawn(effects, site, uid);
	await forgetAnswers(effects, site);
	await forgetOutcomes(effects, site);
	await forgetPayments(effects, site);
	await removeConsents(effects, site, reason, (consent) => uid === undefined || consent.uid === uid);
}

/** Removes the consents of a site that `gone` names, and tells its ports. `reason`: what they hear. */
export async function removeConsents(
	effects: Effects,
	site: string,
	reason: string,
	gone: (consent: Consent) => boolean,
): Promise<void> {
	const before = await effects.records.read(["site", site]);
	if (!before?.consents.some(gone)) return;
	const after = await changeSite(effects, site, (record) => withoutConsents(record, gone));
	const left = new Set(after.consents.map((consent) => consent.uid));
	const lost = new Set(before.consents.map((consent) => consent.uid).filter((uid) => !left.has(uid)));
	for (const uid of lost) effects.tell(site, { passport: 1, event: "accountremoved", uid, reason });
	const last = [...lost].at(-1);
	if (left.size === 0 && last) effects.tell(site, { passport: 1, event: "disconnected", uid: last, reason });
	effects.changed();
}
