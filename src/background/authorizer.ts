import type { Browser } from "webextension-polyfill";
import type { Authorizer } from "../broker/effects.ts";
import { closeLeftovers, launchFlow, timedOut } from "./identity.ts";
import { runInTab } from "./verification-tab.ts";

/** How long a person may take, and how long a silent flow may, in milliseconds. */
const INTERACTIVE_LIMIT = 10 * 60_000;
const SILENT_LIMIT = 15_000;

/**
 * Takes people through the server, one at a time: Chromium refuses a second flow, Firefox would mix their answers up.
 * `exclusive` runs a task alone among all of its name.
 */
export function createAuthorizer(
	browser: Browser,
	exclusive: <T>(name: string, task: () => Promise<T>) => Promise<T>,
): Authorizer {
	const inTurn = <T>(task: () => Promise<T>) => exclusive("flow", task);
	return {
		redirectUri: (environment) => browser.identity.getRedirectURL(environment),

		authorize: ({ interactive, wayBack, signal, pasted, ...flow }) =>
			inTurn(async () => {
				const limited = limit(signal, interactive ? INTERACTIVE_LIMIT : SILENT_LIMIT);
				if (wayBack === "verification_page") return runInTab(browser, { ...flow, signal: limited, pasted });
				await closeLeftovers(browser, flow.url);
				return launchFlow(browser, { ...flow, interactive, signal: limited });
			}),

		visit: (address) =>
			inTurn(async () => {
				const signal = limit(undefined, INTERACTIVE_LIMIT);
				const redirectUri = browser.identity.getRedirectURL();
				await launchFlow(browser, { url: address, redirectUri, interactive: true, impatient: false, signal });
			}),
	};
}

function limit(signal: AbortSignal | undefined, milliseconds: number): AbortSignal {
	const timer = new AbortController();
	setTimeout(() => timer.abort(timedOut()), milliseconds);
	return signal ? AbortSignal.any([signal, timer.signal]) : timer.signal;
}
