import { useCallback, useEffect, useState } from "preact/hooks";
import type { ControlMethod, ControlParams, ControlResult } from "../contract/control.ts";
import { type PassportError, toPassportError } from "../contract/errors.ts";
import type { Host } from "./host.ts";

/** What the background answered last; `error` when the last question failed. Both absent: not answered yet. */
interface Answered<M extends ControlMethod> {
	value?: ControlResult<M>;
	error?: PassportError;
}

/** The answer, and the way to another one. */
export interface Asked<M extends ControlMethod> extends Answered<M> {
	/** Asks once more, at the person's wish. */
	again(): void;
}

/**
 * Asks now, and again whenever something changed or the page is looked at again. An older answer stays while a
 * newer one is on its way, so that nothing blinks. `params` undefined: nothing to ask yet.
 */
export function useAsked<M extends ControlMethod>(
	host: Host,
	method: M,
	params: ControlParams<M> | undefined,
): Asked<M> {
	const [asked, setAsked] = useState<Answered<M>>({});
	const [attempt, setAttempt] = useState(0);
	const key = JSON.stringify(params);
	const ask = useCallback(
		(isWanted: () => boolean) => {
			if (key === undefined) return;
			host.ask<M>(method, JSON.parse(key)).then(
				(value) => isWanted() && setAsked({ value }),
				(thrown: unknown) => isWanted() && setAsked((last) => ({ ...last, error: toPassportError(thrown) })),
			);
		},
		[host, method, key],
	);
	useEffect(() => {
		let isMounted = true;
		let newest = 0;
		const askAgain = () => {
			newest += 1;
			const number = newest;
			ask(() => isMounted && number === newest);
		};
		const askWhenSeen = () => document.visibilityState === "visible" && askAgain();
		askAgain();
		const stop = host.onChanged(askAgain);
		document.addEventListener("visibilitychange", askWhenSeen);
		return () => {
			isMounted = false;
			stop();
			document.removeEventListener("visibilitychange", askWhenSeen);
		};
	}, [host, ask, attempt]);
	return { ...asked, again: () => setAttempt((number) => number + 1) };
}
