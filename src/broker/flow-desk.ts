import * as v from "valibot";
import type { FlowView } from "../contract/control.ts";
import { PassportError, toErrorObject, toPassportError } from "../contract/errors.ts";
import type { Effects } from "./effects.ts";

const KEY = "flow";
const Stored = v.custom<FlowView>(() => true);

/** What a flow is given to listen to, and can say of itself. */
export interface FlowHandle {
	/** Aborts when the person presses *Cancel*. */
	signal: AbortSignal;
	/** Settles with what the person pasted. */
	pasted: Promise<string>;
	/** Shows more of the flow, such as the code for another device. */
	show(more: Partial<FlowView>): Promise<void>;
}

/** What is known of a flow before it begins. */
export type FlowWish = Pick<FlowView, "environment" | "site" | "acceptsCode">;

/**
 * Where a flow that shows something is seen from outside: what is happening, cancel, paste a code, how it failed.
 * The view lies in the session, so a popup opened later (or after the background died) shows the truth.
 */
export interface FlowDesk {
	run<T>(view: FlowWish, flow: (handle: FlowHandle) => Promise<T>): Promise<T>;
	view(): Promise<FlowView | null>;
	/** Ends the flow under way, or dismisses the failed one. */
	cancel(): Promise<void>;
	/** @throws PassportError `invalid_request` when no flow waits for a code. */
	enterCode(text: string): void;
}

/** @see FlowDesk */
export function createFlowDesk({ session, wire, changed, exclusive }: Effects): FlowDesk {
	let current:
		| { abort: AbortController; pasted: PromiseWithResolvers<string>; acceptsCode: boolean }
		| undefined;

	async function save(view: FlowView): Promise<void> {
		await session.write(KEY, view);
		changed();
	}

	async function clear(): Promise<void> {
		await session.remove(KEY);
		changed();
	}

	async function runNow<T>(view: FlowWish, flow: (handle: FlowHandle) => Promise<T>): Promise<T> {
		const mine = {
			abort: new AbortController(),
			pasted: Promise.withResolvers<string>(),
			acceptsCode: view.acceptsCode,
		};
		current = mine;
		let shown: FlowView = { ...view, state: "running", startedAt: wire.now() };
		await save(shown);
		try {
			const show = (more: Partial<FlowView>) => {
				shown = { ...shown, ...more };
				return save(shown);
			};
			const result = await flow({ signal: mine.abort.signal, pasted: mine.pasted.promise, show });
			await clear();
			return result;
		} catch (thrown) {
			const error = toPassportError(thrown);
			await finishFailed(shown, error);
			throw error;
		} finally {
			current = undefined;
		}
	}

	return {
		// The one that is shown is the one that *Cancel* and a pasted code are meant for: the next waits for its end.
		run: (view, flow) => exclusive("shown flow", () => runNow(view, flow)),

		async view() {
			const stored = (await session.read(KEY, Stored)) ?? null;
			// A flow that nobody runs any more died with the background.
			return stored?.state === "running" && current === undefined ? null : stored;
		},

		async cancel() {
			current?.abort.abort(new PassportError("user_cancelled", "The person cancelled the sign-in."));
			await clear();
		},

		enterCode(text) {
			if (!current?.acceptsCode) throw new PassportError("invalid_request", "No sign-in waits for a code.");
			current.pasted.resolve(text);
		},
	};

	// A person who closed the window knows that; everything else is worth showing when the popup opens again.
	async function finishFailed(shown: FlowView, error: PassportError): Promise<void> {
		if (error.code === "user_cancelled") return clear();
		const { device: _, ...rest } = shown;
		await save({ ...rest, acceptsCode: false, state: "failed", error: toErrorObject(error) });
	}
}
