import type { Browser } from "webextension-polyfill";

/** Well below the idle limit of 30 s, in milliseconds. */
const INTERVAL = 20_000;

/**
 * Keeps the background alive while an answer is owed: in Firefox an unanswered message does not, but a call of any
 * extension API now and then does. Chromium needs none of it and is not harmed.
 */
export function createKeepAlive({ runtime }: Pick<Browser, "runtime">): <T>(work: Promise<T>) => Promise<T> {
	let owed = 0;
	let timer: ReturnType<typeof setInterval> | undefined;
	return async (work) => {
		owed += 1;
		timer ??= setInterval(() => void runtime.getPlatformInfo(), INTERVAL);
		try {
			return await work;
		} finally {
			owed -= 1;
			if (owed === 0) {
				clearInterval(timer);
				timer = undefined;
			}
		}
	};
}
