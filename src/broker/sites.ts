import type { Moment } from "./consent.ts";
import { isLive } from "./consent.ts";
import type { Effects } from "./effects.ts";
import type { Consent, SiteRecord } from "./records.ts";

/** What is known of sites: their consents, device ids and current accounts. */

/** Now, and in which browser session: what a consent is held against. */
export async function moment({ browserSession, wire }: Effects): Promise<Moment> {
	return { now: wire.now(), browserSession: await browserSession() };
}

/** Changes a site's record, alone; makes it, with its device id, when there is none yet. Durable when it resolves. */
export function changeSite(
	{ records, exclusive, newId }: Effects,
	site: string,
	change: (record: SiteRecord) => SiteRecord,
): Promise<SiteRecord> {
	return exclusive(`site ${site}`, async () => {
		const stored = await records.read(["site", site]);
		const before = stored ?? { site, deviceId: newId(), current: null, consents: [] };
		const after = change(before);
		if (after !== stored) await records.write(["site", site], after);
		return after;
	});
}

/** The name a person sees in the server's list of devices: browser and site (seed 002, `device_name`). */
export function deviceName(browserName: string, site: string): string {
	const beginning = `${browserName} · `;
	// Of a name that is too long the end tells whose it is.
	return beginning + site.replace(/^https?:\/\//, "").slice(beginning.length - 100);
}

/** Adds a consent, in place of the one for the same account and client; the account becomes the current one. */
export function withConsent(record: SiteRecord, consent: Consent): SiteRecord {
	const others = record.consents.filter((other) => !sameGrantee(other, consent));
	return { ...record, current: consent.uid, consents: [...others, consent] };
}

/** The record without the consents that `gone` names; without its current account when nothing is left of it. */
export function withoutConsents(record: SiteRecord, gone: (consent: Consent) => boolean): SiteRecord {
	const consents = record.consents.filter((consent) => !gone(consent));
	if (consents.length === record.consents.length) return record;
	const currentLeft = consents.some((consent) => consent.uid === record.current);
	return { ...record, consents, current: currentLeft ? record.current : (consents[0]?.uid ?? null) };
}

/** The consent of a site for one account and client, when it holds now. */
export function findConsent(
	record: SiteRecord | undefined,
	uid: string | null,
	clientId: string,
	at: Moment,
): Consent | undefined {
	return record?.consents.find(
		(consent) => consent.uid === uid && consent.clientId === clientId && isLive(consent, at),
	);
}

function sameGrantee(a: Consent, b: Consent): boolean {
	return a.uid === b.uid && a.clientId === b.clientId;
}

/** A consent's last use is written down at most this often, in seconds: `getToken` answers from a read alone. */
const USE_RESOLUTION = 60;

/** Notes that a site used an account: it becomes the current one. */
export async function noteUse(effects: Effects, site: string, uid: string, clientId: string): Promise<void> {
	const now = effects.wire.now();
	const isStale = (consent: Consent) =>
		consent.uid === uid && consent.clientId === clientId && now - (consent.lastUsedAt ?? 0) >= USE_RESOLUTION;
	const before = await effects.records.read(["site", site]);
	if (!before || (before.current === uid && !before.consents.some(isStale))) return;
	await changeSite(effects, site, (record) => ({
		...record,
		current: record.consents.some((consent) => consent.uid === uid) ? uid : record.current,
		consents: record.consents.map((consent) =>
			isStale(consent) ? { ...consent, lastUsedAt: now } : consent,
		),
	}));
}
