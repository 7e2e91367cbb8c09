import type { ConsentView, Diagnosis, Overview } from "../contract/control.ts";
import { environmentOf } from "../contract/values.ts";
import { usesSecret } from "../oauth/client.ts";
import { listAccounts, toAccountView } from "./accounts.ts";
import { listActivity } from "./activity.ts";
import { liveConsents } from "./consent.ts";
import type { Effects } from "./effects.ts";
import type { Rooms } from "./rooms.ts";
import { readLanguage, viewSettings } from "./settings.ts";
import { moment } from "./sites.ts";

/** What the extension's own pages show. */

/** Everything the popup shows at first sight. */
export async function overview({ effects, desk }: Rooms): Promise<Overview> {
	const [accounts, clients, flow, language] = await Promise.all([
		listAccounts(effects),
		effects.records.list("client"),
		desk.view(),
		readLanguage(effects),
	]);
	return {
		accounts: accounts.map(toAccountView),
		clients: clients.map((client) => ({
			...{ environment: client.environment, clientId: client.clientId, confidential: usesSecret(client) },
			...(client.name === undefined ? {} : { name: client.name }),
			...(client.wayBack === "redirect"
				? { redirectUri: effects.authorizer.redirectUri(client.environment) }
				: {}),
		})),
		flow,
		language,
	};
}

/** All consents that hold now, of every site or of one, latest first. */
export async function viewConsents(effects: Effects, site?: string): Promise<ConsentView[]> {
	const at = await moment(effects);
	const sites =
		site === undefined ? await effects.records.list("site") : [await effects.records.read(["site", site])];
	const clients = await effects.records.list("client");
	const accounts = new Map((await listAccounts(effects)).map((account) => [account.uid, account]));
	const views = sites
		.filter((record) => record !== undefined)
		.flatMap((record) =>
			liveConsents(record, at).flatMap(
				({ uid, browserSession: _, registeredRights: __, declined: ___, ...consent }) => {
					const account = accounts.get(uid);
					const name = clients.find(
						(client) => client.clientId === consent.clientId && client.environment === environmentOf(uid),
					)?.name;
					if (!account) return [];
					return [
						{
							site: record.site,
							account: toAccountView(account),
							...consent,
							...(name === undefined ? {} : { clientName: name }),
						},
					];
				},
			),
		);
	return views.sort((a, b) => b.grantedAt - a.grantedAt);
}

/** What to hand to someone who helps: counts and codes, no names of people or sites, nothing secret. */
export async function diagnose(effects: Effects): Promise<Diagnosis> {
	const { records, version, browserName } = effects;
	const { environments, clients } = await viewSettings(effects);
	const kindOf = (name: string) => {
		const client = clients.find(({ environment }) => environment === name);
		if (!client) return "none";
		return client.hasSecret ? "confidential" : "public";
	};
	const refusals = (await listActivity(effects)).filter(({ code }) => code !== undefined).slice(0, 20);
	return {
		...{ version, browser: browserName },
		environments: environments.map(({ name, changed }) => ({ name, changed, kind: kindOf(name) })),
		counts: {
			accounts: (await records.keys("account")).length,
			sites: (await records.keys("site")).length,
			tokens: (await records.keys("token")).length,
			quarantined: await records.quarantined(),
		},
		lastRefusals: refusals.map(({ at, method, code = "unknown_error" }) => ({ at, method, code })),
	};
}
