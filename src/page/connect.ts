import type { Channel } from "./channel.ts";
import { type ChromeRuntime, chromiumChannel } from "./chromium.ts";
import { createPassport, type Surroundings } from "./create-passport.ts";
import { exchange, unlessAborted } from "./exchange.ts";
import { firefoxChannel, type Page } from "./firefox.ts";
import type { Passport } from "./passport.ts";

/** How long the extension is looked for, in milliseconds: within a second the page knows. */
const SEARCH = 900;

export interface PageSurroundings extends Omit<Surroundings, "page"> {
	/** Nothing on a server and in a worker. */
	page: (Page & Pick<Window, "isSecureContext">) | undefined;
	/** `chrome.runtime`, where the browser gives it to pages. */
	runtime: ChromeRuntime | undefined;
}

/**
 * Finds the extension both ways at once: whichever answers, though it be with a refusal, is the one.
 * @throws PassportError `broker_not_found` within a second, at once where no extension can be; the reason of `signal`
 * when that is aborted.
 */
export function connectIn(
	around: PageSurroundings,
	extensionId: string,
	signal: AbortSignal | undefined,
): Promise<Passport> {
	const { page, time, runtime, PassportError } = around;
	return unlessAborted(signal, async (over) => {
		// One that does not answer gives up long after the search is over.
		const ask = (way: Channel) => exchange(way, time, "hello", {}, over).then((reply) => reply && way);
		if (page?.isSecureContext) {
			const ways = [firefoxChannel(page, time)];
			if (runtime?.sendMessage) ways.push(chromiumChannel(runtime, extensionId));
			const chosen = await Promise.race([time.sleep(SEARCH), ...ways.map(ask)]);
			if (chosen) return createPassport(chosen, { page, time, PassportError });
		}
		throw new PassportError(
			"broker_not_found",
			"Token Broker is not installed or not connected to this site",
		);
	});
}
