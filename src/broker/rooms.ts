import type { Caller, Effects } from "./effects.ts";
import { createFlowDesk, type FlowDesk } from "./flow-desk.ts";
import { createPhases } from "./phases.ts";
import { createPrompts, type Prompts } from "./prompt.ts";
import { createRenew, type Renew } from "./renew.ts";
import { createRepeats, type Repeat } from "./repeat.ts";

/** What the use cases work with. Made once; holds nothing that must survive the background's death. */
export interface Rooms {
	effects: Effects;
	prompts: Prompts;
	desk: FlowDesk;
	renew: Renew;
	/** A site's one place before the person: repeats of a request join it, another request is refused. */
	inTurn<T extends object>(
		caller: Caller,
		signature: string,
		repeat: Repeat,
		run: () => Promise<T>,
	): Promise<T>;
}

/** @see Rooms */
export function createRooms(effects: Effects): Rooms {
	const prompts = createPrompts(effects);
	const phases = createPhases();
	const repeats = createRepeats(effects);
	return {
		...{ effects, prompts, desk: createFlowDesk(effects), renew: createRenew(effects) },
		inTurn: (caller, signature, repeat, run) =>
			repeats.once(caller, repeat, () => phases(caller.site, signature, run)),
	};
}
