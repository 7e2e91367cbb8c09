import type { ActivityEntry } from "../contract/control.ts";
import { toPassportError } from "../contract/errors.ts";
import type { Effects } from "./effects.ts";
import type { RecordKey } from "./records.ts";

/** How many entries are kept. */
export const ACTIVITY_LIMIT = 1000;

/** Entries beyond the limit are taken away this many at a time, so that a write seldom has to count. */
const SLACK = 50;

/** What is written down of one request; time and outcome are added. */
export type Entry = Omit<ActivityEntry, "at" | "outcome" | "code">;

/** Writes down that a token or code was given. Never rejects: a full disk must not keep an answer from a page. */
export function recordGiven(effects: Effects, entry: Entry): Promise<void> {
	return append(effects, { ...entry, at: effects.wire.now(), outcome: "given" });
}

/** The same refusal of the same site is written down at most this often, in seconds: a site must not fill the list. */
const REFUSAL_RESOLUTION = 60;

/** When which refusal was written down last, in this life of the background. */
const lastRefusals = new WeakMap<Effects, Map<string, number>>();

/** Writes down that one was refused, and why. */
export async function recordRefused(effects: Effects, entry: Entry, thrown: unknown): Promise<void> {
	const { code } = toPassportError(thrown);
	const at = effects.wire.now();
	if (isRepetition(effects, JSON.stringify([entry.site, entry.method, entry.clientId, code]), at)) return;
	await append(effects, { ...entry, at, outcome: "refused", code });
}

function isRepetition(effects: Effects, name: string, at: number): boolean {
	const known = lastRefusals.get(effects) ?? new Map<string, number>();
	const last = known.get(name) ?? Number.NEGATIVE_INFINITY;
	if (Math.abs(at - last) < REFUSAL_RESOLUTION) return true;
	if (known.size >= ACTIVITY_LIMIT) known.clear();
	lastRefusals.set(effects, known.set(name, at));
	return false;
}

/** All entries, newest first. */
export async function listActivity({ records }: Effects): Promise<ActivityEntry[]> {
	const entries = await records.list("activity");
	return entries.reverse().slice(0, ACTIVITY_LIMIT);
}

export async function clearActivity({ records, changed }: Effects): Promise<void> {
	for (const key of await records.keys("activity")) await records.remove(key);
	changed();
}

let sequence = 0;

async function append(effects: Effects, entry: ActivityEntry): Promise<void> {
	try {
		await effects.records.write(keyOf(entry, effects.newId()), entry);
		// A life of the background often ends before it has written so many.
		if (sequence % SLACK === 1) await trim(effects);
	} catch {
		// The list is for the person to look at; nothing depends on it.
	}
}

// Keys sort by time, then by the order of writing within one life of the background.
function keyOf({ at }: ActivityEntry, id: string): RecordKey<"activity"> {
	sequence += 1;
	return ["activity", String(Math.floor(at)).padStart(12, "0"), String(sequence).padStart(9, "0"), id];
}

async function trim({ records }: Effects): Promise<void> {
	const keys = await records.keys("activity");
	for (const key of keys.slice(0, Math.max(0, keys.length - ACTIVITY_LIMIT))) await records.remove(key);
}
