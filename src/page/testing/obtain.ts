import { PassportError } from "../../contract/errors.ts";
import { scopesBeyond } from "../../contract/scopes.ts";
import type { Ask } from "./ask.ts";
import type { Setting } from "./options.ts";
import type { Site } from "./site.ts";

/** For whom, and with which rights, something is given. */
export interface Obtained {
	uid: string;
	scopes: string[];
}

interface Wish {
	ask: Ask;
	interactive: boolean;
	uid?: string | undefined;
	loginHint?: string | undefined;
	/** The person is asked again, whatever was allowed before. */
	forceConfirm?: boolean | undefined;
}

/** Consent first, then the grant, as the extension does it. @throws PassportError as the contract's table says. */
export function obtain(site: Site, setting: Setting, wish: Wish): Obtained {
	const { ask, interactive } = wish;
	const uid = site.meant(ask.environment, wish.uid);
	const consent = site.consentFor(uid, ask.clientId);
	const allowed = consent !== undefined && scopesBeyond(ask.scopes, consent.scopes).length === 0;
	const undecided = consent && scopesBeyond(ask.optionalScopes, [...consent.scopes, ...consent.declined]);
	if (uid !== null && allowed && !(interactive && (undecided?.length || wish.forceConfirm))) {
		if (!interactive) refuseUnauthorized(setting, uid);
		return { uid, scopes: rights(ask, consent.scopes) };
	}
	if (!interactive) throw refusal(ask, consent !== undefined);
	return askPerson(site, setting, wish, wish.uid);
}

function askPerson(
	site: Site,
	{ person, accounts }: Setting,
	{ ask, loginHint }: Wish,
	named?: string,
): Obtained {
	site.pause.refuse();
	site.openWindow();
	if (person.answers === "close" || person.answers === "deny") site.pause.refused();
	if (person.answers === "close") throw new PassportError("user_cancelled", "The person closed the window");
	if (person.answers === "deny") throw new PassportError("consent_denied", "The person said no to this site");
	const here = accounts.filter((account) => account.environment === ask.environment);
	const hinted = here.find((account) => loginHint !== undefined && account.login === loginHint);
	const uid = named ?? person.uid ?? hinted?.uid ?? here[0]?.uid;
	if (uid === undefined) throw new PassportError("user_cancelled", "There is no account to sign in with");
	const chosen = ask.optionalScopes.filter((scope) => (person.optionalScopes ?? [scope]).includes(scope));
	const before = site.consentFor(uid, ask.clientId)?.scopes ?? [];
	if (person.answers === "allow") site.allow(uid, ask, chosen);
	return { uid, scopes: rights(ask, [...chosen, ...before]) };
}

/** The rights a token carries: what was asked, and of the optional ones what was allowed. */
function rights({ scopes, optionalScopes }: Ask, allowed: readonly string[]): string[] {
	return [...scopes, ...optionalScopes.filter((scope) => allowed.includes(scope))].sort();
}

function refuseUnauthorized({ accounts }: Setting, uid: string): void {
	if (accounts.find((account) => account.uid === uid)?.isAuthorized !== false) return;
	throw new PassportError("account_not_authorized", "The person must sign in again", { uid });
}

function refusal({ clientNamed, clientId }: Ask, known: boolean): PassportError {
	return clientNamed && !known
		? new PassportError("client_not_allowed", "The person has not allowed this site to use this client", {
				clientId,
			})
		: new PassportError("consent_required", "The person has not allowed this yet");
}
