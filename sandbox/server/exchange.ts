import type { Caller } from "./client-authentication.ts";
import type { World } from "./state.ts";

/** One call of `/token` whose app is known. */
export type Exchange = {
	readonly form: URLSearchParams;
	readonly caller: Caller;
	readonly world: World;
	/** The address that was called, for addresses in the answer. */
	readonly url: URL;
};
