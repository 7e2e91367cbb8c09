import * as v from "valibot";
import { PassportError } from "../contract/errors.ts";
import type { Effects } from "./effects.ts";
import { removeOfSite, siteKey } from "./session-keys.ts";

const Pending = v.object({ url: v.string(), isVisited: v.boolean() });

const KIND = "payment";

/** Remembers, until the browser closes, which address the server gave this site for a payment authorization. */
export async function rememberPayment({ session }: Effects, site: string, thrown: unknown): Promise<void> {
	if (!(thrown instanceof PassportError) || !thrown.paymentAuth) return;
	const { contextId, url } = thrown.paymentAuth;
	await session.write(siteKey(KIND, site, contextId), { url, isVisited: false });
}

/** Forgets the addresses that a site was given. */
export function forgetPayments({ session }: Effects, site: string): Promise<void> {
	return removeOfSite(session, KIND, site);
}

/**
 * Opens the address that the server gave with `contextId`, once, and resolves when the person is back (seed 001,
 * getToken with payment arguments). The address never comes from the page, and a withdrawal forgets it.
 * @throws PassportError `invalid_request` for a context the server did not give this site, `consent_required` when
 * nothing may be shown.
 */
export async function answerPayment(
	{ session, authorizer }: Effects,
	site: string,
	contextId: string,
	interactive: boolean,
): Promise<void> {
	const key = siteKey(KIND, site, contextId);
	const pending = await session.read(key, Pending);
	if (!pending) throw unknownContext();
	if (!interactive) throw mustBeShown();
	if (pending.isVisited) return;
	await session.write(key, { ...pending, isVisited: true });
	await authorizer.visit(pending.url);
}

function unknownContext(): PassportError {
	return new PassportError(
		"invalid_request",
		'"params.paymentAuth.contextId" is not one that this site was given',
	);
}

function mustBeShown(): PassportError {
	return new PassportError(
		"consent_required",
		"The payment page has to be shown. Ask with interactive: true.",
	);
}
