import type { AccountView } from "../contract/control.ts";
import { type Account, formatUid, personOf } from "../contract/values.ts";
import type { Person } from "../oauth/types.ts";
import type { Effects } from "./effects.ts";
import type { AccountRecord, Consent } from "./records.ts";

/** Adds the account, or brings it up to date: named by uid alone, so the same person is never there twice. */
export function saveAccount(effects: Effects, environment: string, person: Person): Promise<AccountRecord> {
	const uid = formatUid(environment, person.value);
	return effects.exclusive(`account ${uid}`, async () => {
		const before = await effects.records.read(["account", uid]);
		const { value: _, clientId: __, ...profile } = person;
		const account = { ...before, ...profile, uid, environment, isAuthorized: true, departing: false };
		if (!sameRecord(before, account)) await effects.records.write(["account", uid], account);
		return account;
	});
}

/** Notes that only the person can make tokens of this account possible again. */
export function markUnauthorized({ records, exclusive, changed }: Effects, uid: string): Promise<void> {
	return exclusive(`account ${uid}`, async () => {
		const account = await records.read(["account", uid]);
		if (!account?.isAuthorized) return;
		await records.write(["account", uid], { ...account, isAuthorized: false });
		changed();
	});
}

/** The accounts that are here and not being signed out. */
export async function listAccounts({ records }: Effects): Promise<AccountRecord[]> {
	const accounts = await records.list("account");
	return accounts.filter((account) => !account.departing);
}

/** What of a consent decides which fields a site may see. */
export type Revealing = Pick<Consent, "uid" | "scopes">;

const REVEALING = { login: "login:info", avatarUrl: "login:avatar", email: "login:email" } as const;

/** The account as a site may see it: what each scope reveals only when the site's own consents cover that scope. */
export function toAccount(account: AccountRecord, consents: readonly Revealing[]): Account {
	const { uid, environment, isAuthorized } = account;
	const allowed = consents.filter((consent) => consent.uid === uid);
	const revealed: Partial<Record<keyof typeof REVEALING, string>> = {};
	for (const [field, scope] of Object.entries(REVEALING) as [keyof typeof REVEALING, string][]) {
		const value = account[field];
		// A consent to everything the app is registered for covers no right by name: it reveals nothing by itself.
		if (value !== undefined && allowed.some(({ scopes }) => scopes.includes(scope))) revealed[field] = value;
	}
	// A login that is not to be seen must not be seen as a name either.
	const displayName = account.displayName ?? revealed.login ?? personOf(uid);
	return { uid, environment, displayName, isAuthorized, ...revealed };
}

/** The account as the person's own pages see it. */
export function toAccountView({ departing: _, ...account }: AccountRecord): AccountView {
	return { ...account, displayName: account.displayName ?? account.login ?? personOf(account.uid) };
}

function sameRecord(a: AccountRecord | undefined, b: AccountRecord): boolean {
	if (a === undefined) return false;
	const keys = Object.keys({ ...a, ...b }) as (keyof AccountRecord)[];
	return keys.every((key) => a[key] === b[key]);
}
