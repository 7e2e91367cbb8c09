import { PassportError } from "../contract/errors.ts";

/**
 * What a site may have open before the person: one thing. The same request again joins it; another one is refused.
 */
export type Phases = <T extends object>(site: string, signature: string, run: () => Promise<T>) => Promise<T>;

/** @see Phases — the promise rejects with `request_pending` while something else of the site is open. */
export function createPhases(): Phases {
	const open = new Map<string, { signature: string; outcome: Promise<object> }>();
	return <T extends object>(site: string, signature: string, run: () => Promise<T>): Promise<T> => {
		const current = open.get(site);
		if (current?.signature === signature) return current.outcome as Promise<T>;
		if (current) return Promise.reject(requestPending());
		const outcome = run().finally(() => open.delete(site));
		open.set(site, { signature, outcome });
		return outcome;
	};
}

/** The refusal of a second question while one is open. */
export function requestPending(): PassportError {
	return new PassportError(
		"request_pending",
		"Another question of this site is open already. Wait for its answer.",
	);
}
