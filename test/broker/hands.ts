import { createControl, handleControl } from "../../src/broker/control.ts";
import type { ControlMethod, ControlParams, ControlResult } from "../../src/contract/control.ts";
import type { World } from "./world.ts";

const everywhere = {
	isReachable: async () => true,
	connect: async () => undefined,
	connectEverywhere: async () => undefined,
	view: async () => ({}),
};

/** What a person does in the popup or the options, by the control's own methods. */
export function hands(world: World) {
	return <M extends ControlMethod>(method: M, params: ControlParams<M>) =>
		handleControl(createControl(world.rooms, everywhere), method, params) as Promise<ControlResult<M>>;
}

/** Revocations run behind the answer that began them: resolves when they are over. */
export function revoked({ effects }: World): Promise<void> {
	return effects.exclusive("revocations", async () => undefined);
}
