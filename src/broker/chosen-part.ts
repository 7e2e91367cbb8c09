import { PassportError } from "../contract/errors.ts";
import type { Ask } from "./ask.ts";
import { asksRegisteredRights, lastingPart } from "./consent.ts";
import type { Effects } from "./effects.ts";
import type { Answered } from "./prompt.ts";
import { findConsent, moment } from "./sites.ts";

/**
 * The ask, narrowed to the optional rights that the person allowed, now or before.
 * @throws PassportError `consent_denied` when nothing is left of it: to ask the server for no right at all would be
 * to ask for every one (seed 002, `scope`).
 */
export async function chosenPart(effects: Effects, site: string, ask: Ask, answer: Answered): Promise<Ask> {
	const record = await effects.records.read(["site", site]);
	const before = lastingPart(findConsent(record, answer.uid, ask.client.clientId, await moment(effects)));
	const chosen = [...answer.optionalScopes, ...(before?.scopes ?? [])];
	const optionalScopes = ask.optionalScopes.filter((scope) => chosen.includes(scope));
	const part = { ...ask, optionalScopes };
	if (!asksRegisteredRights(part) || asksRegisteredRights(ask)) return part;
	throw new PassportError("consent_denied", "The person allowed none of the rights that were asked for.");
}
