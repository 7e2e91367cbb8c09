import * as v from "valibot";
import { PassportError } from "../contract/errors.ts";
import type { Effects } from "./effects.ts";

const Pending = v.object({ site: v.string(), url: v.string() });

const keyOf = (site: string, contextId: string) => `payment ${JSON.stringify([site, contextId])}`;

/** Remembers, until the browser closes, which address the server gave this site for a payment authorization. */
export async function rememberPayment({ session }: Effects, site: string, thrown: unknown): Promise<void> {
	if (!(thrown instanceof PassportError) || !thrown.paymentAuth) return;
	const { contextId, url } = thrown.paymentAuth;
	await session.write(keyOf(site, contextId), { site, url });
}

/**
 * Opens the address that the server gave with `contextId`, and resolves when the person is back (seed 001, getToken
 * with payment arguments). The address never comes from the page.
 * @throws PassportError `invalid_request` for a context the server did not give this site, `consent_required` when
 * nothing may be shown.
 */
export async function answerPayment(
	{ session, authorizer }: Effects,
	site: string,
	contextId: string,
	interactive: boolean,
): Promise<void> {
	const pending = await session.read(keyOf(site, contextId), Pending);
	if (!pending) {
		throw new PassportError(
			"invalid_request",
			'"params.paymentAuth.contextId" is not one that this site was given',
		);
	}
	if (!interactive) {
		throw new PassportError(
			"consent_required",
			"The payment page has to be shown. Ask with interactive: true.",
		);
	}
	await authorizer.visit(pending.url);
	await session.remove(keyOf(site, contextId));
}
