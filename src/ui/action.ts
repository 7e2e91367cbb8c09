import { useCallback, useRef, useState } from "preact/hooks";
import { type PassportError, toPassportError } from "../contract/errors.ts";

/** Something a person set off: whether it is under way, and how it failed. */
export interface Action {
	isBusy: boolean;
	error: PassportError | undefined;
	/** Runs `work` unless some is under way; a failure lands in `error`. Resolves whether it was done. */
	run(work: () => Promise<unknown>): Promise<boolean>;
	/** Forgets the error. */
	clear(): void;
}

/** One thing at a time: a second press does nothing while the first is under way. */
export function useAction(): Action {
	const busy = useRef(false);
	const [isBusy, setBusy] = useState(false);
	const [error, setError] = useState<PassportError>();
	const run = useCallback(async (work: () => Promise<unknown>) => {
		if (busy.current) return false;
		busy.current = true;
		setBusy(true);
		setError(undefined);
		try {
			await work();
			return true;
		} catch (thrown) {
			setError(toPassportError(thrown));
			return false;
		} finally {
			busy.current = false;
			setBusy(false);
		}
	}, []);
	const clear = useCallback(() => setError(undefined), []);
	return { isBusy, error, run, clear };
}
