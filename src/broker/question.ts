import { listAccounts, toAccountView } from "./accounts.ts";
import type { Standing } from "./choose-consent.ts";
import { lastingPart } from "./consent.ts";
import type { Effects } from "./effects.ts";
import type { Question } from "./prompt.ts";
import { findConsent, moment } from "./sites.ts";
import type { Wanted } from "./wanted.ts";

/** What the consent window shows for a wish: the accounts to choose from, the likeliest first, and what is new. */
export async function questionFor(
	effects: Effects,
	site: string,
	{ ask, uid, loginHint }: Wanted,
	standing: Standing,
): Promise<Question> {
	const { environment, client, scopes, optionalScopes } = ask;
	const here = (await listAccounts(effects)).filter((account) => account.environment === environment.name);
	const choice = uid === undefined ? here : here.filter((account) => account.uid === uid);
	const likely = (account: { uid: string; login?: string; email?: string }) =>
		loginHint === undefined
			? account.uid === standing.uid
			: [account.login, account.email].includes(loginHint);
	const [record, at] = await Promise.all([effects.records.read(["site", site]), moment(effects)]);
	const heldBy = (account: string) =>
		lastingPart(findConsent(record, account, client.clientId, at))?.scopes ?? [];
	return {
		...{ site, environment: environment.name, clientId: client.clientId, scopes, optionalScopes },
		...(client.name === undefined ? {} : { clientName: client.name }),
		accounts: choice.toSorted((a, b) => Number(likely(b)) - Number(likely(a))).map(toAccountView),
		canUseAnother: uid === undefined,
		held: Object.fromEntries(choice.map((account) => [account.uid, heldBy(account.uid)])),
	};
}
