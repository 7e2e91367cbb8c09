import type { Browser } from "webextension-polyfill";
import type { Authorizer, Session } from "../broker/effects.ts";
import { PassportError } from "../contract/errors.ts";
import { launchFlow } from "./identity.ts";
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
	session: Session,
	exclusive: <T>(name: string, task: () => Promise<T>) => Promise<T>,
): Authorizer {
	const inTurn = <T>(task: () => Promise<T>) => exclusive("flow", task);
	return {
		redirectUri: (environment) => browser.identity.getRedirectURL(environment),

		authorize: ({ interactive, wayBack, signal, pasted, ...flow }) =>
			inTurn(async () => {
				const end = AbortSignal.timeout(interactive ? INTERACTIVE_LIMIT : SILENT_LIMIT);
				const limited = { ...flow, interactive, signal: AbortSignal.any([signal, end]) };
				if (wayBack === "verification_page")
					return inTime(runInTab(browser, { ...limited, pasted }), interactive);
				return inTime(launchFlow(browser, session, limited), interactive);
			}),

		visit: (address) =>
			inTurn(async () => {
				const signal = AbortSignal.timeout(INTERACTIVE_LIMIT);
				const redirectUri = browser.identity.getRedirectURL();
				const visit = { url: address, redirectUri, interactive: true, impatient: false, signal };
				await inTime(launchFlow(browser, session, visit), true);
			}),
	};
}

/** Nobody ended the flow in time: a person who went away, or a server that does not answer. */
function inTime<T>(flow: Promise<T>, interactive: boolean): Promise<T> {
	return flow.catch((thrown: unknown) => {
		if (!(thrown instanceof DOMException) || thrown.name !== "TimeoutError") throw thrown;
		throw interactive
			? new PassportError("user_cancelled", "The sign-in took too long and was ended.")
			: new PassportError("io_error", "The authorization server did not answer in time. Try again later.");
	});
}
