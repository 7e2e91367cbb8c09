import type { Caller, Effects } from "./effects.ts";
import { type TokenRecord, tokenKey, tokenLock } from "./records.ts";
import { withoutAccess } from "./token.ts";

/**
 * `dropToken` of the contract: forgets exactly this value, when it is this site's. Local, idempotent; what
 * gets another one stays for the next `getToken`.
 */
export async function dropToken(
	effects: Effects,
	{ site }: Caller,
	{ value }: { value: string },
): Promise<object> {
	const tokens = await effects.records.list("token");
	const token = tokens.find((one) => one.site === site && one.accessToken === value);
	if (token && (await forget(effects, token, value))) {
		effects.tell(site, { passport: 1, event: "tokenchanged", uid: token.uid, reason: "dropped" });
	}
	return {};
}

/** False when the value was replaced meanwhile: the new one must stay. */
function forget({ records, exclusive }: Effects, names: TokenRecord, dropped: string): Promise<boolean> {
	return exclusive(tokenLock(names), async () => {
		const token = await records.read(tokenKey(names));
		if (token?.accessToken !== dropped) return false;
		await records.write(tokenKey(token), withoutAccess(token));
		return true;
	});
}
