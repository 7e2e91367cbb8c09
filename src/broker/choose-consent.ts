import { PassportError } from "../contract/errors.ts";
import { environmentOf } from "../contract/values.ts";
import type { Ask } from "./ask.ts";
import { covers, liveConsents, type Moment } from "./consent.ts";
import type { Consent, SiteRecord } from "./records.ts";

/** Where a site stands with an ask: allowed, or what a request that may show nothing hears. */
export type Standing =
	| { allowed: true; uid: string; consent: Consent }
	| { allowed: false; uid: string | null; consent: Consent | undefined; refusal: PassportError };

/**
 * Holds an ask against a site's consents. Says nothing that depends on accounts not shared with the site: an account
 * it may not know is answered like one that does not exist.
 * @throws PassportError `account_not_found` when the request names such an account.
 */
export function chooseConsent(record: SiteRecord | undefined, ask: Ask, at: Moment, uid?: string): Standing {
	const here = liveConsents(record, at).filter(
		(consent) => environmentOf(consent.uid) === ask.environment.name,
	);
	if (uid !== undefined && !here.some((consent) => consent.uid === uid)) throw accountNotFound(uid);
	const meant = uid ?? meantAccount(record, here);
	const consent = here.find((one) => one.uid === meant && one.clientId === ask.client.clientId);
	if (consent && covers(consent, ask)) return { allowed: true, uid: consent.uid, consent };
	return { allowed: false, uid: meant, consent, refusal: refusalOf(ask, consent) };
}

/** The answer for an account that does not exist, and for one that this site may not know. */
export function accountNotFound(uid: string): PassportError {
	return new PassportError(
		"account_not_found",
		"There is no such account, or it is not shared with this site.",
		{
			uid,
		},
	);
}

/** Without `uid` the site's current account is meant; in another environment, the one allowed there last. */
function meantAccount(record: SiteRecord | undefined, here: readonly Consent[]): string | null {
	if (here.some((consent) => consent.uid === record?.current)) return record?.current ?? null;
	return here.at(-1)?.uid ?? null;
}

function refusalOf(ask: Ask, consent: Consent | undefined): PassportError {
	if (ask.clientNamed && !consent) {
		return new PassportError(
			"client_not_allowed",
			"The person has not allowed this site to use this client. Ask again with interactive: true.",
			{ clientId: ask.client.clientId },
		);
	}
	return new PassportError(
		"consent_required",
		"The person has not allowed this yet. Ask again with interactive: true, after a click.",
	);
}
