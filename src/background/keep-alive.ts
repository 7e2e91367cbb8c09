import type { Browser } from "webextension-polyfill";

/** Well below the idle limit of 30 s, in milliseconds. */
const INTERVAL = 20_000;

/**
 * Keeps the background alive while an answer is owed: an unanswered message does not in Firefox, nor in Chromium when
 * who asked is gone, such as a popup that closed. A call of any extension API now and then does.
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
