import { PassportError } from "../../contract/errors.ts";
import type { Time } from "../time.ts";

/** A site refused this often within `WINDOW` seconds must wait for `PAUSE` seconds, as in the extension. */
const LIMIT = 3;
const WINDOW = 30;
const PAUSE = 60;

/** How the person is left in peace by a site that was refused again and again. */
export function createPause(time: Time) {
	let refusals: number[] = [];
	let until = 0;
	const now = (): number => time.now() / 1000;

	/** Seconds until the site may ask the person again; 0 when it may. */
	const left = (): number => Math.min(PAUSE, Math.max(0, Math.ceil(until - now())));

	return {
		left,

		/** The person said no, or closed the window. */
		refused(): void {
			refusals = [...refusals.filter((at) => now() - at < WINDOW), now()];
			if (refusals.length < LIMIT) return;
			refusals = [];
			until = now() + PAUSE;
		},

		/** @throws PassportError `too_many_requests` during the pause. */
		refuse(): void {
			const retryAfter = left();
			if (retryAfter === 0) return;
			throw new PassportError(
				"too_many_requests",
				`This site was refused repeatedly. It may ask again in ${retryAfter} seconds.`,
				{ retryAfter },
			);
		},
	};
}
