import * as v from "valibot";
import { PassportError } from "../contract/errors.ts";
import type { Effects } from "./effects.ts";

/** A site refused this often within `WINDOW` seconds must wait for `PAUSE` seconds. */
const LIMIT = 3;
const WINDOW = 30;
const PAUSE = 60;

const Refusals = v.object({ times: v.array(v.number()), pausedUntil: v.number() });

const keyOf = (site: string) => `refusals ${site}`;

/** Counts a refusal by the person; the third within half a minute begins a pause for this site alone. */
export async function recordRefusal({ session, wire }: Effects, site: string): Promise<void> {
	const now = wire.now();
	const before = await session.read(keyOf(site), Refusals);
	const times = [...(before?.times ?? []).filter((time) => now - time < WINDOW), now];
	const paused = times.length >= LIMIT;
	await session.write(keyOf(site), { times: paused ? [] : times, pausedUntil: paused ? now + PAUSE : 0 });
}

/** Seconds this site must still wait before it may ask the person again; 0 when it need not. */
export async function pauseLeft({ session, wire }: Effects, site: string): Promise<number> {
	const refusals = await session.read(keyOf(site), Refusals);
	// A clock set back must not make the pause longer than it is.
	return refusals ? Math.min(PAUSE, Math.max(0, Math.ceil(refusals.pausedUntil - wire.now()))) : 0;
}

/** @throws PassportError `too_many_requests` while the site is paused. */
export async function refusePaused(effects: Effects, site: string): Promise<void> {
	const retryAfter = await pauseLeft(effects, site);
	if (retryAfter === 0) return;
	throw new PassportError(
		"too_many_requests",
		`This site was refused repeatedly. It may ask again in ${retryAfter} seconds.`,
		{ retryAfter },
	);
}
