import type { AccountView } from "../contract/control.ts";

/** The name that tells an account from the others: with the login only where two have one name. */
export function fullNameOf(account: AccountView, all: readonly AccountView[]): string {
	const { uid, displayName, login } = account;
	const hasTwin = all.some((other) => other.uid !== uid && other.displayName === displayName);
	return hasTwin ? `${displayName} (${login ?? uid})` : displayName;
}
