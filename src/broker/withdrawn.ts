import * as v from "valibot";
import type { Effects } from "./effects.ts";

/**
 * Marks of withdrawals, by site and account. A request that is under way when its site is withdrawn from finds another
 * mark at its end than at its beginning, and gives nothing.
 */

/** The name that stands for all accounts of a site. */
export const ALL_ACCOUNTS = "*";

const Marks = v.record(v.string(), v.string());
export type Marks = v.InferOutput<typeof Marks>;

const keyOf = (site: string) => `withdrawn ${site}`;

/** The marks of a site, to be held against those at the end. */
export async function marksOf({ session }: Effects, site: string): Promise<Marks> {
	return (await session.read(keyOf(site), Marks)) ?? {};
}

/** Marks a withdrawal. `uid` left out: of all accounts. */
export function markWithdrawn(effects: Effects, site: string, uid: string = ALL_ACCOUNTS): Promise<void> {
	const { session, exclusive, newId } = effects;
	return exclusive(keyOf(site), async () => {
		const marks = await marksOf(effects, site);
		await session.write(keyOf(site), { ...marks, [uid]: newId() });
	});
}

/** Whether the site was withdrawn from, for this account or for all, since the marks were read. */
export async function isWithdrawnSince(
	effects: Effects,
	site: string,
	uid: string,
	before: Marks,
): Promise<boolean> {
	const now = await marksOf(effects, site);
	return [ALL_ACCOUNTS, uid].some((name) => now[name] !== before[name]);
}
