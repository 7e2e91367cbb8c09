import type { Received } from "./received.ts";

/**
 * What is played instead of an answer: a response; nothing, for ever ("hang"); a broken connection ("reset"); or a
 * function that may wait, look at the request, and take the real answer.
 */
export type Play =
	| Response
	| "hang"
	| "reset"
	| ((received: Received, answer: () => Promise<Response>) => Response | Promise<Response>);

/** How often (once unless said), and for which method (any unless said). */
export type PlayOptions = { readonly times?: number; readonly method?: string };

type Queued = {
	readonly path: string;
	readonly play: Play;
	readonly method: string | undefined;
	left: number;
};

/** A queue of faults: for each path the oldest one that fits is played first. */
export function createFaults() {
	const queue: Queued[] = [];

	/** Plays at the next requests to a path. The returned function takes back what was not played yet. */
	function play(path: string, what: Play, { times = 1, method }: PlayOptions = {}): () => void {
		const queued: Queued = { path, play: what, method, left: times };
		queue.push(queued);
		return () => {
			queued.left = 0;
		};
	}

	/** The answer to a request: what is queued for it, or the real one. */
	async function answer(received: Received, real: () => Promise<Response>): Promise<Response> {
		const next = queue.find(
			({ path, method, left }) =>
				left > 0 && path === received.url.pathname && (method === undefined || method === received.method),
		);
		if (next === undefined) return real();
		next.left -= 1;
		return perform(next.play, received, real);
	}

	return { play, answer };
}

function perform(
	play: Play,
	received: Received,
	real: () => Promise<Response>,
): Response | Promise<Response> {
	if (play === "hang") return new Promise(() => undefined);
	if (play === "reset") return Response.error();
	return typeof play === "function" ? play(received, real) : play.clone();
}
