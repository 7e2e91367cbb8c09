import { CONSENT_STATES } from "./consent-states.ts";
import { OPTIONS_STATES } from "./options-states.ts";
import { POPUP_STATES } from "./popup-states.ts";
import type { State } from "./state.ts";

/** Every state of the three pages, by name. */
export const STATES: Readonly<Record<string, State>> = {
	...POPUP_STATES,
	...OPTIONS_STATES,
	...CONSENT_STATES,
};
