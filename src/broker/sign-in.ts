import { PassportError } from "../contract/errors.ts";
import type { Params, Result } from "../contract/methods.ts";
import { toAccount } from "./accounts.ts";
import { resolveAsk } from "./ask.ts";
import { liveConsents } from "./consent.ts";
import type { Caller } from "./effects.ts";
import { obtainToken } from "./get-token.ts";
import type { Rooms } from "./rooms.ts";
import { moment } from "./sites.ts";

/** `signIn` of the contract: asks the person for an account to share, signs in where needed, and names the account. */
export async function signIn(
	rooms: Rooms,
	caller: Caller,
	params: Params<"signIn">,
	id?: string,
): Promise<Result<"signIn">> {
	const { records } = rooms.effects;
	const { loginHint, forceConfirm } = params;
	const ask = await resolveAsk(rooms.effects, caller.site, params);
	const hints = {
		...(loginHint === undefined ? {} : { loginHint }),
		...(forceConfirm === undefined ? {} : { forceConfirm }),
	};
	const token = await obtainToken(rooms, caller, { method: "signIn", ask, interactive: true, ...hints }, id);
	const account = await records.read(["account", token.uid]);
	if (!account) throw new PassportError("account_not_found", "The account was signed out meanwhile.");
	const consents = liveConsents(await records.read(["site", caller.site]), await moment(rooms.effects));
	// "Once" is kept nowhere: this answer's own rights reveal what they reveal.
	const thisTime = { uid: token.uid, scopes: token.scopes };
	return { account: toAccount(account, [...consents, thisTime]) };
}
