import * as v from "valibot";
import {
	fromErrorObject,
	PassportError,
	type PassportErrorObject,
	toErrorObject,
} from "../contract/errors.ts";
import type { Caller, Effects } from "./effects.ts";
import { removeOfSite, siteKey } from "./session-keys.ts";

/** A request with the same id from the same document is the same request for so many seconds (contract, "The wire"). */
const REMEMBERED = 180;

const Outcome = v.object({
	at: v.number(),
	result: v.optional(v.custom<object>(() => true)),
	error: v.optional(v.custom<PassportErrorObject>(() => true)),
});

const KIND = "request";

/** Forgets what a site heard: it is not repeated to it. */
export function forgetOutcomes({ session }: Pick<Effects, "session">, site: string): Promise<void> {
	return removeOfSite(session, KIND, site);
}

/** The request that may be sent again: its own id, if it has one, and whether its result may be kept. */
export interface Repeat {
	id: string | undefined;
	method: string;
	remember: boolean;
}

/**
 * Runs what a request causes once, however often the request is sent: repeats join while it runs and hear the same
 * answer for three minutes afterwards, also when the background died in between. Answers wait in memory-only session
 * storage; `remember: false` keeps a result out of it (codes), and then only a refusal is repeated.
 */
export function createRepeats({ session, wire }: Effects) {
	const running = new Map<string, Promise<object>>();

	/** Forgets the answers that are too old to be repeated. */
	async function forgetOld(): Promise<void> {
		for (const key of (await session.keys()).filter((name) => name.startsWith(`${KIND} `))) {
			const known = await session.read(key, Outcome);
			if (!known || wire.now() - known.at >= REMEMBERED) await session.remove(key);
		}
	}

	async function settle(key: string, remember: boolean, run: () => Promise<object>): Promise<object> {
		const known = await session.read(key, Outcome);
		if (known && wire.now() - known.at < REMEMBERED) {
			if (known.error) throw fromErrorObject(known.error);
			if (known.result) return known.result;
		}
		try {
			const result = await run();
			if (remember) await session.write(key, { at: wire.now(), result });
			return result;
		} catch (thrown) {
			if (thrown instanceof PassportError && !thrown.retryable) {
				await session.write(key, { at: wire.now(), error: toErrorObject(thrown) });
			}
			throw thrown;
		} finally {
			await forgetOld();
		}
	}

	return {
		once<T extends object>(
			caller: Caller,
			{ id, method, remember }: Repeat,
			run: () => Promise<T>,
		): Promise<T> {
			if (id === undefined) return run();
			const key = siteKey(KIND, caller.site, caller.document, method, id);
			const joined = running.get(key) ?? settle(key, remember, run).finally(() => running.delete(key));
			running.set(key, joined);
			return joined as Promise<T>;
		},
	};
}
