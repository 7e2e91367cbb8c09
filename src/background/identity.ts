import type { Browser } from "webextension-polyfill";
import type { Session } from "../broker/effects.ts";
import { closeLeftovers, noteWindow } from "./auth-window.ts";
import { toFlowError } from "./identity-errors.ts";
import { watchPages } from "./watch-pages.ts";

/** A flow for `launchWebAuthFlow`. */
export interface Flow {
	url: string;
	redirectUri: string;
	interactive: boolean;
	/** Silent only: give up as soon as the server shows a page, instead of waiting for a redirect by script. */
	impatient: boolean;
	signal: AbortSignal;
}

/** How long a silent flow waits for a redirect by script, in milliseconds (Chromium alone can do that). */
const SILENT_PATIENCE = 5_000;

/**
 * Runs one flow in the browser's own window. Resolves with the address redirected to, unjudged.
 * @throws PassportError see `Authorizer.authorize`; the signal's reason when it aborts.
 */
export async function launchFlow(browser: Browser, session: Session, flow: Flow): Promise<string> {
	await closeLeftovers(browser, session);
	flow.signal.throwIfAborted();
	const watch = watchPages(browser, flow, sleep);
	// A silent flow has no window; one that comes meanwhile is somebody else's.
	const forgetWindow = flow.interactive ? noteWindow(browser, session) : undefined;
	const aborted = Promise.withResolvers<never>();
	const abort = () => aborted.reject(flow.signal.reason);
	flow.signal.addEventListener("abort", abort);
	try {
		const launched = browser.identity
			.launchWebAuthFlow(details(browser, flow))
			.catch(async (thrown: unknown) => {
				throw toFlowError(thrown, { redirectUri: flow.redirectUri, lastStatus: await watch.lastStatus() });
			});
		return await Promise.race([launched, aborted.promise]);
	} catch (thrown) {
		if (flow.signal.aborted) await closeLeftovers(browser, session);
		throw thrown;
	} finally {
		watch.stop();
		await forgetWindow?.();
		flow.signal.removeEventListener("abort", abort);
	}
}

function details(browser: Browser, { url, interactive, impatient }: Flow) {
	// Firefox refuses the two options that Chromium needs in order to wait for a redirect by script.
	const patience =
		interactive || impatient || "getBrowserInfo" in browser.runtime
			? {}
			: { abortOnLoadForNonInteractive: false, timeoutMsForNonInteractive: SILENT_PATIENCE };
	return { url, interactive, ...patience };
}

function sleep(milliseconds: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
