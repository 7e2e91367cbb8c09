import type { Ask } from "./ask.ts";
import type { Caller, Effects } from "./effects.ts";
import type { FlowOptions } from "./flow.ts";
import type { Prompts } from "./prompt.ts";
import type { Wanted } from "./wanted.ts";

/** What was got (a token, a code), and for whom; `uid` null while the owner is not known (a code). */
export interface Obtained<T> {
	uid: string | null;
	value: T;
}

/**
 * Gets a token or code for one account, or with `uid` null for whoever signs in.
 * @throws PassportError `account_not_authorized` when it is not interactive and only the person can help.
 */
export type Fetch<T> = (
	ask: Ask,
	uid: string | null,
	options: Pick<FlowOptions, "interactive" | "impatient" | "loginHint" | "forceConfirm">,
) => Promise<Obtained<T>>;

export interface Obtain<T> {
	effects: Effects;
	prompts: Prompts;
	caller: Caller;
	wanted: Wanted;
	fetch: Fetch<T>;
	/** Waits for the site's one place before the person, and makes a repeated request harmless. */
	inTurn(run: () => Promise<Obtained<T>>): Promise<Obtained<T>>;
}
