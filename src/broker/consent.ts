import { scopesBeyond } from "../contract/scopes.ts";
import type { Ask } from "./ask.ts";
import type { Consent, SiteRecord } from "./records.ts";

/** Judgements on consents. Pure: time and the browser session are arguments. */

export interface Moment {
	/** Seconds since 1970. */
	now: number;
	browserSession: string;
}

/** How far a clock may have gone back before what was granted "in the future" stops counting, in seconds. */
const CLOCK_TOLERANCE = 300;

/** How long `hour` is, in seconds. */
export const HOUR = 3600;

/** Whether a consent still holds: not past its end, of this browser session, and not prolonged by a clock set back. */
export function isLive(consent: Consent, { now, browserSession }: Moment): boolean {
	if (consent.duration === "session" && consent.browserSession !== browserSession) return false;
	if (consent.expiresAt === null) return true;
	return now < consent.expiresAt && now >= consent.grantedAt - CLOCK_TOLERANCE;
}

/** The consents of a site that hold now. */
export function liveConsents(site: SiteRecord | undefined, moment: Moment): Consent[] {
	return (site?.consents ?? []).filter((consent) => isLive(consent, moment));
}

/**
 * What of an earlier consent a new one takes over, and what a site is shown to have already: only what has no end of
 * its own. A right that was given for an hour must not become one for ever because another was asked for.
 */
export function lastingPart(consent: Consent | undefined): Consent | undefined {
	return consent?.duration === "always" ? consent : undefined;
}

/** Whether the ask is for everything the app is registered for: nobody named a right. */
export function asksRegisteredRights(ask: Pick<Ask, "scopes" | "optionalScopes">): boolean {
	return ask.scopes.length === 0 && ask.optionalScopes.length === 0;
}

/**
 * Whether the consent allows all the required rights of the ask; of optional rights alone at least one, because a
 * request that names none is one for everything (seed 002, `scope`).
 */
export function covers(consent: Consent, ask: Pick<Ask, "scopes" | "optionalScopes">): boolean {
	if (asksRegisteredRights(ask)) return consent.registeredRights;
	if (ask.scopes.length === 0) return ask.optionalScopes.some((scope) => consent.scopes.includes(scope));
	return scopesBeyond(ask.scopes, consent.scopes).length === 0;
}

/** The optional rights of the ask that the person was never asked about. */
export function undecidedScopes(consent: Consent, ask: Pick<Ask, "optionalScopes">): string[] {
	return scopesBeyond(ask.optionalScopes, [...consent.scopes, ...consent.declined]);
}

/** The ask, narrowed to the optional rights that were allowed: what may be asked of the server. */
export function allowedPart<A extends Ask>(consent: Consent, ask: A): A {
	return { ...ask, optionalScopes: ask.optionalScopes.filter((scope) => consent.scopes.includes(scope)) };
}
