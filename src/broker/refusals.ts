import * as v from "valibot";
import { PassportError } from "../contract/errors.ts";
import type { Effects } from "./effects.ts";

/**
 * What a refusal weighs. Three in the consent window within `WINDOW` seconds make a site wait for `PAUSE` seconds; so
 * do twice as many windows of the server that were closed, or questions whose page went away.
 */
const WEIGHTS = { "in the consent window": 2, "at the server": 1, "by leaving": 1 } as const;
const LIMIT = 6;
const WINDOW = 30;
const PAUSE = 60;

const Refusals = v.object({ times: v.array(v.number()), pausedUntil: v.number() });

const keyOf = (site: string) => `refusals ${site}`;

/** Counts a refusal; too many within half a minute begin a pause for this site alone. */
export async function recordRefusal(
	{ session, wire }: Effects,
	site: string,
	how: keyof typeof WEIGHTS,
): Promise<void> {
	const now = wire.now();
	const before = await session.read(keyOf(site), Refusals);
	const recent = (before?.times ?? []).filter((time) => now - time < WINDOW);
	const times = [...recent, ...new Array<number>(WEIGHTS[how]).fill(now)];
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
