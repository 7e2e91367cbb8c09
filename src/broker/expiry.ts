import { isLive } from "./consent.ts";
import type { Effects } from "./effects.ts";
import { type Consent, OWN_SITE, type SiteRecord, type TokenRecord } from "./records.ts";
import { giveUp, runRevocations } from "./revocations.ts";
import { findConsent, moment } from "./sites.ts";
import { removeConsents } from "./withdraw.ts";

/**
 * Takes away the consents that have ended by themselves, with their tokens, and tells their sites: now, and at each
 * coming end while the background lives. What ends while it does not is taken away at its next start.
 */
export async function removeExpired(effects: Effects): Promise<void> {
	const at = await moment(effects);
	const ended = (consent: Consent) => !isLive(consent, at);
	const sites = await effects.records.list("site");
	for (const site of sites.filter(({ consents }) => consents.some(ended))) {
		await removeConsents(effects, site.site, "expired", ended);
		await giveUpTokens(effects, site, ended);
	}
	await runRevocations(effects);
	const ends = sites.flatMap(({ consents }) => consents.map(({ expiresAt }) => expiresAt ?? 0));
	const next = Math.min(...ends.filter((end) => end > at.now));
	if (Number.isFinite(next)) removeExpiredAt(effects, next);
}

/** Does so at a time that is known already, in seconds since 1970. */
export function removeExpiredAt(effects: Effects, end: number): void {
	effects.later(end - effects.wire.now(), () => void removeExpired(effects).catch(() => undefined));
}

/**
 * Gives up the tokens of sites that no consent covers: those of *once*, which no list shows and nobody could withdraw.
 * For the browser's start, when no page holds one any more.
 */
export async function giveUpUncovered(effects: Effects): Promise<void> {
	const at = await moment(effects);
	const sites = new Map((await effects.records.list("site")).map((record) => [record.site, record]));
	for (const token of await effects.records.list("token")) {
		const consent = findConsent(sites.get(token.site), token.uid, token.clientId, at);
		if (token.site !== OWN_SITE && !consent) await giveUp(effects, token);
	}
	await runRevocations(effects);
}

// A token of an hour's consent must not live on at the server for a year.
async function giveUpTokens(
	effects: Effects,
	before: SiteRecord,
	ended: (consent: Consent) => boolean,
): Promise<void> {
	const now = await effects.records.read(["site", before.site]);
	const isOf = (token: TokenRecord) => (consent: Consent) =>
		token.uid === consent.uid && token.clientId === consent.clientId;
	for (const token of await effects.records.list("token")) {
		const isEnded = before.consents.filter(ended).some(isOf(token));
		// The person may have allowed it anew meanwhile.
		const isAllowed = now?.consents.some(isOf(token)) === true;
		if (token.site === before.site && isEnded && !isAllowed) await giveUp(effects, token);
	}
}
