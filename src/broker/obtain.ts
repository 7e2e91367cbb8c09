import { PassportError } from "../contract/errors.ts";
import { listAccounts } from "./accounts.ts";
import type { Ask } from "./ask.ts";
import { accountNotFound, chooseConsent, type Standing } from "./choose-consent.ts";
import { chosenPart } from "./chosen-part.ts";
import { allowedPart } from "./consent.ts";
import type { Caller, Effects } from "./effects.ts";
import type { FlowOptions } from "./flow.ts";
import { keepConsent } from "./keep-consent.ts";
import type { Answered, Prompts } from "./prompt.ts";
import { questionFor } from "./question.ts";
import type { AccountRecord } from "./records.ts";
import { recordRefusal, refusePaused } from "./refusals.ts";
import { findConsent, moment } from "./sites.ts";
import { needsPerson, signatureOf, type Wanted } from "./wanted.ts";
import { withdrawClient } from "./withdraw.ts";
import { ALL_ACCOUNTS, isWithdrawnSince, marksOf } from "./withdrawn.ts";

/** What was got (a token, a code), and for whom; `uid` null while the owner is not known (a code). */
export interface Obtained<T> {
	uid: string | null;
	value: T;
}

/**
 * Gets a token or code for one account, or with `uid` null for whoever signs in.
 * @throws PassportError `account_not_authorized` when it is not interactive and only the person can help.
 */
export type Fetch<T> = (
	ask: Ask,
	uid: string | null,
	options: Pick<FlowOptions, "interactive" | "impatient" | "loginHint" | "forceConfirm">,
) => Promise<Obtained<T>>;

export interface Obtain<T> {
	effects: Effects;
	prompts: Prompts;
	caller: Caller;
	wanted: Wanted;
	fetch: Fetch<T>;
	/** Waits for the site's one place before the person, and makes a repeated request harmless. */
	inTurn(run: () => Promise<Obtained<T>>): Promise<Obtained<T>>;
}

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
		if (!work.wanted.interactive || !isNotAuthorized(thrown)) throw thrown;
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

function fetchAnswered<T>(work: Obtain<T>, ask: Ask, { uid }: Answered): Promise<Obtained<T>> {
	if (uid === null) return fetchForNewcomer(work, ask);
	if (work.wanted.forceConfirm) return interactively(work, ask, uid);
	return silently(work, ask, uid).catch((thrown) => {
		if (!isNotAuthorized(thrown)) throw thrown;
		return interactively(work, ask, uid, isMismatch(thrown));
	});
}

function silently<T>({ fetch, wanted }: Obtain<T>, ask: Ask, uid: string): Promise<Obtained<T>> {
	return fetch(ask, uid, { interactive: false, impatient: wanted.interactive });
}

/** `othersSession`: the server's session is somebody else's, so the person must be let choose. */
async function interactively<T>(
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
		if (isRefusal(thrown)) await recordRefusal(effects, caller.site, "at the server");
		throw thrown;
	});
}

async function findAccount({ records }: Effects, uid: string): Promise<AccountRecord> {
	const account = await records.read(["account", uid]);
	if (!account || account.departing) throw accountNotFound(uid);
	return account;
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

function isNotAuthorized(thrown: unknown): boolean {
	return thrown instanceof PassportError && thrown.code === "account_not_authorized";
}

function isRefusal(thrown: unknown): boolean {
	return (
		thrown instanceof PassportError && (thrown.code === "user_cancelled" || thrown.code === "access_denied")
	);
}

function isMismatch(thrown: unknown): boolean {
	return (
		thrown instanceof PassportError &&
		thrown.cause instanceof PassportError &&
		thrown.cause.code === "account_mismatch"
	);
}

function mustBeShown(): PassportError {
	return new PassportError(
		"consent_required",
		"This has to be shown to the person. Ask with interactive: true.",
	);
}
