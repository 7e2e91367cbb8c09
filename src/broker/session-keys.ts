import type { Session } from "./effects.ts";

/** Where the session keeps something of a site: injective, as names are never joined. */
export function siteKey(kind: string, site: string, ...names: string[]): string {
	return `${kind} ${JSON.stringify([site, ...names])}`;
}

/** Removes everything of one kind that the session keeps of a site under further names. */
export async function removeOfSite(session: Session, kind: string, site: string): Promise<void> {
	const beginning = siteKey(kind, site).replace(/\]$/, ",");
	for (const key of await session.keys()) if (key.startsWith(beginning)) await session.remove(key);
}
