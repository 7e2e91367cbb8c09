import { type PassportError, toPassportError } from "../contract/errors.ts";
import type { PassportRequest } from "../contract/methods.ts";
import { METHOD_NAMES } from "../contract/request.ts";
import { finishDepartures } from "./account-sign-out.ts";
import { type Entry, recordGiven, recordRefused } from "./activity.ts";
import { dropToken } from "./drop-token.ts";
import type { Caller, Effects } from "./effects.ts";
import { removeExpired } from "./expiry.ts";
import { getCode } from "./get-code.ts";
import { getToken } from "./get-token.ts";
import { rememberPayment } from "./payment.ts";
import { getAccounts, getCurrentAccount, query } from "./read-methods.ts";
import type { Rooms } from "./rooms.ts";
import { signIn } from "./sign-in.ts";
import { noteUse } from "./sites.ts";
import { signOutSite } from "./withdraw.ts";

/** Finishes what an earlier life of the background left undone. */
export async function recover({ effects }: Rooms): Promise<void> {
	await finishDepartures(effects);
	await removeExpired(effects);
}

/**
 * Answers one request of a page.
 * @throws PassportError and nothing else.
 */
export async function answer(rooms: Rooms, caller: Caller, request: PassportRequest): Promise<object> {
	try {
		const result = await dispatch(rooms, caller, request);
		note(rooms.effects, caller, request, result);
		return result;
	} catch (thrown) {
		const error = toPassportError(thrown);
		await rememberPayment(rooms.effects, caller.site, error);
		noteRefusal(rooms.effects, caller, request, error);
		throw error;
	}
}

function dispatch(rooms: Rooms, caller: Caller, request: PassportRequest): Promise<object> {
	const { effects } = rooms;
	switch (request.method) {
		case "hello":
			return Promise.resolve({
				name: "Token Broker",
				version: effects.version,
				contract: 1,
				methods: METHOD_NAMES,
			});
		case "query":
			return query(effects, caller, request.params);
		case "getAccounts":
			return getAccounts(effects, caller, request.params);
		case "getCurrentAccount":
			return getCurrentAccount(effects, caller);
		case "signIn":
			return signIn(rooms, caller, request.params, request.id);
		case "getToken":
			return getToken(rooms, caller, request.params, request.id);
		case "getCode":
			return getCode(rooms, caller, request.params, request.id);
		case "dropToken":
			return dropToken(effects, caller, request.params);
		case "signOut":
			return signOutSite(effects, caller.site, request.params.uid).then(() => ({}));
	}
}

const NOTED: ReadonlySet<PassportRequest["method"]> = new Set(["signIn", "getToken", "getCode"]);

// Nobody waits for the list: the answer is on its way.
function note(effects: Effects, { site }: Caller, { method, params }: PassportRequest, result: object): void {
	if (!NOTED.has(method)) return;
	const entry = entryOf(site, method, { ...params, ...result });
	void recordGiven(effects, entry);
	const { uid, clientId } = entry;
	if (uid === undefined || clientId === undefined) return;
	noteUse(effects, site, uid, clientId).catch(() => undefined);
}

function noteRefusal(
	effects: Effects,
	{ site }: Caller,
	{ method, params }: PassportRequest,
	error: PassportError,
): void {
	if (NOTED.has(method)) void recordRefused(effects, entryOf(site, method, params), error);
}

/** `said`: the request's parameters, and what was answered. */
function entryOf(site: string, method: string, said: object): Entry {
	const { uid, clientId, scopes = [] } = said as { uid?: string; clientId?: string; scopes?: string[] };
	return {
		...{ site, method, scopes },
		...(uid === undefined ? {} : { uid }),
		...(clientId === undefined ? {} : { clientId }),
	};
}
