import * as v from "valibot";
import type { Caller } from "../broker/effects.ts";
import type { ControlReply } from "../contract/control.ts";
import { toErrorObject, toPassportError } from "../contract/errors.ts";
import type { PassportRequest, Reply } from "../contract/methods.ts";
import { parseRequest, requestIdOf } from "../contract/request.ts";

/** From a message to its answer. Both ways in resolve always: an error is an answer. */

/**
 * Answers what a page said. `identify` says who it was, or refuses; that comes first, so that a stranger's message is
 * not even read.
 */
export async function answerPage(
	message: unknown,
	identify: () => Caller,
	answer: (caller: Caller, request: PassportRequest) => Promise<object>,
): Promise<Reply> {
	const id = requestIdOf(message);
	const envelope = { passport: 1 as const, ...(id === undefined ? {} : { id }) };
	try {
		const caller = identify();
		return { ...envelope, result: await answer(caller, parseRequest(message)) };
	} catch (thrown) {
		return { ...envelope, error: toErrorObject(toPassportError(thrown)) };
	}
}

const ControlMessage = v.strictObject({
	control: v.literal(1),
	method: v.string(),
	params: v.optional(v.unknown(), {}),
});

/** Whether a message is one that only the extension's own pages may send. */
export function isControlMessage(message: unknown): boolean {
	return v.is(ControlMessage, message);
}

/** Answers what one of the extension's own pages said. */
export async function answerOwnPage(
	message: unknown,
	handle: (method: string, params: unknown) => Promise<object>,
): Promise<ControlReply> {
	try {
		const { method, params } = v.parse(ControlMessage, message);
		return { result: await handle(method, params) };
	} catch (thrown) {
		return { error: toErrorObject(toPassportError(thrown)) };
	}
}
