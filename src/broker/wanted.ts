import type { Ask } from "./ask.ts";
import type { Standing } from "./choose-consent.ts";
import { undecidedScopes } from "./consent.ts";

/** What a site wants, and how far the extension may go for it. */
export interface Wanted {
	method: string;
	ask: Ask;
	/** The account the request named. */
	uid?: string;
	interactive: boolean;
	loginHint?: string;
	/** The server asks the person again, whatever was allowed before (seed 002, `force_confirm`). */
	forceConfirm?: boolean;
}

/** Two wishes with the same signature ask the same of the person. Holds nothing secret. */
export function signatureOf({ method, ask, uid, loginHint, forceConfirm }: Wanted): string {
	const { environment, client, scopes, optionalScopes } = ask;
	return JSON.stringify([
		...[method, environment.name, client.clientId, scopes, optionalScopes],
		...[uid ?? null, loginHint ?? null, forceConfirm ?? false],
	]);
}

/** Whether the person must be asked in the consent window before the wish can be granted. */
export function needsPerson(standing: Standing, { ask, interactive, forceConfirm }: Wanted): boolean {
	if (!standing.allowed || forceConfirm) return true;
	return interactive && undecidedScopes(standing.consent, ask).length > 0;
}
