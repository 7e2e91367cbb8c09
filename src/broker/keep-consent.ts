import { normalizeScopes, scopesBeyond } from "../contract/scopes.ts";
import type { Ask } from "./ask.ts";
import { asksRegisteredRights, HOUR, lastingPart, type Moment } from "./consent.ts";
import type { Effects } from "./effects.ts";
import { removeExpiredAt } from "./expiry.ts";
import type { Answered } from "./prompt.ts";
import type { Consent } from "./records.ts";
import { changeSite, findConsent, moment, withConsent } from "./sites.ts";

type AnsweredFor = Answered & { uid: string };

/**
 * Writes down what the person allowed; durable when it resolves. *Once* is not kept: it ends with its request.
 * `asked` is the whole ask, `allowed` the part the person chose.
 */
export async function keepConsent(
	effects: Effects,
	site: string,
	asked: Ask,
	allowed: Ask,
	answer: AnsweredFor,
): Promise<void> {
	if (answer.duration === "once") return;
	const at = await moment(effects);
	const before = findConsent(
		await effects.records.read(["site", site]),
		answer.uid,
		asked.client.clientId,
		at,
	);
	const consent = newConsent(asked, allowed, answer, at, lastingPart(before));
	await changeSite(effects, site, (record) => withConsent(record, consent));
	if (!before) effects.tell(site, { passport: 1, event: "accountadded", uid: answer.uid });
	if (consent.expiresAt !== null) removeExpiredAt(effects, consent.expiresAt);
	effects.changed();
}

/** The consent that an answer makes: what was allowed before without an end stays, what is new joins it. */
function newConsent(
	asked: Ask,
	allowed: Ask,
	{ uid, duration }: AnsweredFor,
	{ now, browserSession }: Moment,
	before: Consent | undefined,
): Consent {
	const scopes = normalizeScopes([...(before?.scopes ?? []), ...allowed.scopes, ...allowed.optionalScopes]);
	return {
		...{ uid, clientId: asked.client.clientId, scopes },
		registeredRights: asksRegisteredRights(asked) || before?.registeredRights === true,
		declined: normalizeScopes(scopesBeyond([...asked.optionalScopes, ...(before?.declined ?? [])], scopes)),
		duration: duration === "once" ? "hour" : duration,
		browserSession: duration === "session" ? browserSession : null,
		grantedAt: now,
		expiresAt: duration === "hour" ? now + HOUR : null,
		lastUsedAt: now,
	};
}
