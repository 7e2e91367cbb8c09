import { PassportError } from "../contract/errors.ts";
import type { Ask } from "./ask.ts";
import { chooseConsent, type Standing } from "./choose-consent.ts";
import { chosenPart } from "./chosen-part.ts";
import { allowedPart } from "./consent.ts";
import { hasCode } from "./has-code.ts";
import { keepConsent } from "./keep-consent.ts";
import type { Answered } from "./prompt.ts";
import { questionFor } from "./question.ts";
import { refusePaused } from "./refusals.ts";
import { findConsent, moment } from "./sites.ts";
import { needsPerson, signatureOf } from "./wanted.ts";
import { fetchAnswered, findAccount, interactively, isMismatch, silently } from "./ways.ts";
import { withdrawClient } from "./withdraw.ts";
import { ALL_ACCOUNTS, isWithdrawnSince, marksOf } from "./withdrawn.ts";
import type { Obtain, Obtained } from "./work.ts";

/**
 * Brings consent and grant together, for tokens and codes alike. Allowed already: silently, else with the person at
 * the server. Not allowed yet: the consent window first, then the same. Stored first, answered then.
 * @throws PassportError as the contract's table says; `consent_required` and `client_not_allowed` without a prompt.
 */
export async function obtain<T>(work: Obtain<T>): Promise<Obtained<T>> {
	const { effects, caller, wanted } = work;
	const [record, at] = await Promise.all([effects.records.read(["site", caller.site]), moment(effects)]);
	const standing = chooseConsent(record, wanted.ask, at, wanted.uid);
	if (standing.allowed && !needsPerson(standing, wanted)) return obtainAllowed(work, standing);
	if (!wanted.interactive) throw standing.allowed ? mustBeShown() : standing.refusal;
	return work.inTurn(() => obtainAsking(work, standing));
}

async function obtainAllowed<T>(
	work: Obtain<T>,
	{ uid, consent }: Extract<Standing, { allowed: true }>,
): Promise<Obtained<T>> {
	const ask = allowedPart(consent, work.wanted.ask);
	const got = await silently(work, ask, uid).catch(async (thrown) => {
		// Whatever else went wrong: what was withdrawn is answered as that.
		await refuseWithdrawn(work, ask, uid);
		if (!work.wanted.interactive || !hasCode(thrown, "account_not_authorized")) throw thrown;
		return work.inTurn(() => interactively(work, ask, uid, isMismatch(thrown)));
	});
	await refuseWithdrawn(work, ask, uid);
	return got;
}

async function obtainAsking<T>(work: Obtain<T>, standing: Standing): Promise<Obtained<T>> {
	const { effects, prompts, caller, wanted } = work;
	await refusePaused(effects, caller.site);
	const question = () => questionFor(effects, caller.site, wanted, standing);
	const answer = await prompts.ask(caller, signatureOf(wanted), question);
	return obtainAnswered(work, answer).finally(() => prompts.finish(caller.site));
}

async function obtainAnswered<T>(work: Obtain<T>, answer: Answered): Promise<Obtained<T>> {
	const { effects, caller, wanted } = work;
	const before = await marksOf(effects, caller.site);
	// It may have been signed out while the window was open.
	if (answer.uid !== null) await findAccount(effects, answer.uid);
	const ask = await chosenPart(effects, caller.site, wanted.ask, answer);
	const got = await fetchAnswered(work, ask, answer);
	const uid = got.uid ?? answer.uid;
	if (uid === null) {
		if (await isWithdrawnSince(effects, caller.site, ALL_ACCOUNTS, before)) throw withdrawn();
		return got;
	}
	await keepConsent(effects, caller.site, wanted.ask, ask, { ...answer, uid });
	if (await isWithdrawnSince(effects, caller.site, uid, before)) throw await takeBack(work, ask, uid);
	return got;
}

/** A consent that was withdrawn while its request was under way allows nothing any more. */
async function refuseWithdrawn<T>(work: Obtain<T>, ask: Ask, uid: string): Promise<void> {
	const { effects, caller } = work;
	const record = await effects.records.read(["site", caller.site]);
	if (!findConsent(record, uid, ask.client.clientId, await moment(effects)))
		throw await takeBack(work, ask, uid);
}

/** Takes away what a request under way has brought after the withdrawal, and is its refusal. */
async function takeBack<T>(
	{ effects, caller }: Obtain<T>,
	{ client }: Ask,
	uid: string,
): Promise<PassportError> {
	await withdrawClient(effects, caller.site, uid, client.clientId);
	return withdrawn();
}

function withdrawn(): PassportError {
	return new PassportError("consent_required", "The person has withdrawn what this site was allowed.");
}

function mustBeShown(): PassportError {
	return new PassportError(
		"consent_required",
		"This has to be shown to the person. Ask with interactive: true.",
	);
}
