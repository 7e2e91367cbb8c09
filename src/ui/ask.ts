import {
	CONTROL_PORT,
	type ControlMethod,
	type ControlParams,
	type ControlReply,
	type ControlResult,
} from "../contract/control.ts";
import { fromErrorObject, PassportError } from "../contract/errors.ts";

/** Asks the background. @throws PassportError with the background's own code. */
export type Ask = <M extends ControlMethod>(method: M, params: ControlParams<M>) => Promise<ControlResult<M>>;

/** The background as a page knows it: something to ask, and something that says when asking again is worth it. */
export interface Background {
	ask: Ask;
	/** Calls `listener` whenever what the pages show has changed; the returned function stops that. */
	onChanged(listener: () => void): () => void;
}

/** The part of the browser's `runtime` that carries it. */
export interface Carrier {
	sendMessage(message: unknown): Promise<unknown>;
	connect(info: { name: string }): {
		onMessage: { addListener(listener: (message: unknown) => void): void };
		onDisconnect: { addListener(listener: () => void): void };
	};
}

/** What only reads may be asked again when the background died over it. */
const READS: ReadonlySet<ControlMethod> = new Set([
	"overview",
	"site",
	"settings",
	"sites",
	"activity",
	"diagnosis",
	"prompt",
]);

/** The background behind `runtime`. Its port is opened again with the next question after the background ended. */
export function connectBackground(runtime: Carrier): Background {
	const listeners = new Set<() => void>();
	let isOpen = false;

	function open(): void {
		if (isOpen || listeners.size === 0) return;
		isOpen = true;
		const port = runtime.connect({ name: CONTROL_PORT });
		port.onMessage.addListener(() => {
			for (const listener of listeners) listener();
		});
		port.onDisconnect.addListener(() => {
			isOpen = false;
		});
	}

	return {
		async ask<M extends ControlMethod>(method: M, params: ControlParams<M>) {
			open();
			const send = () => runtime.sendMessage({ control: 1, method, params });
			const reply = await send().catch((thrown: unknown) => {
				if (READS.has(method)) return send();
				throw thrown;
			});
			return read<M>(reply);
		},
		onChanged(listener) {
			listeners.add(listener);
			open();
			return () => listeners.delete(listener);
		},
	};
}

// The two sides ship together, in one extension: the answer's inner shape is held by the types of control.ts.
function read<M extends ControlMethod>(reply: unknown): ControlResult<M> {
	const answer = reply as ControlReply | undefined;
	if (answer === undefined) throw new PassportError("unknown_error", "The background gave no answer.");
	if ("error" in answer) throw fromErrorObject(answer.error);
	return answer.result as ControlResult<M>;
}
