import type { Time } from "../../src/page/time.ts";

/** A clock that goes on only when a test says so, and whose timers nobody waits for. */
export interface Clock extends Time {
	/** Goes on so many milliseconds, ringing each timer at its time, and lets everything that follows happen. */
	pass(ms: number): Promise<void>;
}

export function createClock(start = 1_800_000_000_000): Clock {
	let now = start;
	let timers: { at: number; ring: () => void }[] = [];
	return {
		now: () => now,
		sleep: (ms) => new Promise((ring) => timers.push({ at: now + ms, ring })),
		async pass(ms) {
			const end = now + ms;
			for (;;) {
				await settled();
				const next = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
				if (!next) break;
				timers = timers.filter((timer) => timer !== next);
				now = Math.max(now, next.at);
				next.ring();
			}
			now = end;
			await settled();
		},
	};
}

/** Everything that was on its way has arrived: promises, and messages through ports, a few hops deep. */
export async function settled(): Promise<void> {
	const { port1, port2 } = new MessageChannel();
	for (let hop = 0; hop < 8; hop += 1) {
		const arrived = new Promise((resolve) => {
			port1.onmessage = resolve;
		});
		port2.postMessage(hop);
		await arrived;
		await new Promise((resolve) => setImmediate(resolve));
	}
	port1.close();
}
