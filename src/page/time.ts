/** The clock and its only timer, both in milliseconds. */
export interface Time {
	now(): number;
	sleep(ms: number): Promise<void>;
}

/** The time of the browser. */
export const browserTime: Time = {
	now: () => Date.now(),
	sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};
