import type { Method, Reply } from "../contract/methods.ts";
import type { Channel } from "./channel.ts";
import type { Time } from "./time.ts";

/** So long is a repeated id the same request (contract, "The wire"), in milliseconds. */
const SAME_REQUEST = 180_000;

const FIRST_PAUSE = 50;
const LAST_PAUSE = 12_800;

/**
 * Sends a request, and sends it again with the same id while the channel breaks: ten times at most, in ever longer
 * pauses, and never when the id would mean a new request. Resolves with nothing when it gave up or was aborted.
 * @throws TypeError when the parameters are no JSON.
 */
export async function exchange(
	channel: Channel,
	time: Time,
	method: Method,
	params: object = {},
	signal?: AbortSignal,
): Promise<Reply | undefined> {
	// As JSON in both browsers: the relay would carry an undefined field that Chromium leaves out.
	const json = JSON.parse(JSON.stringify(params));
	const request = { passport: 1, id: crypto.randomUUID(), method, params: json } as const;
	const end = time.now() + SAME_REQUEST;
	for (let pause = FIRST_PAUSE; !signal?.aborted; pause *= 2) {
		const reply = await channel.send(request).catch(() => undefined);
		if (reply || pause > LAST_PAUSE || time.now() + pause >= end) return reply;
		await time.sleep(pause);
	}
	return undefined;
}

/** The work's outcome, or the signal's reason as soon as it is aborted; the work's own signal is, when it is over. */
export function unlessAborted<T>(
	signal: AbortSignal | undefined,
	work: (over: AbortSignal) => Promise<T>,
): Promise<T> {
	const over = new AbortController();
	return new Promise<T>((resolve, reject) => {
		signal?.throwIfAborted();
		// A controller has the one field that the listener's options need: its signal.
		signal?.addEventListener("abort", () => reject(signal.reason), over);
		work(over.signal).then(resolve, reject);
	}).finally(() => over.abort());
}
