import type { Browser } from "webextension-polyfill";
import { toFlowError } from "./identity-errors.ts";

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
export async function launchFlow(browser: Browser, flow: Flow): Promise<string> {
	const watch = watchPages(browser, flow);
	const aborted = Promise.withResolvers<never>();
	const abort = () => aborted.reject(flow.signal.reason);
	flow.signal.throwIfAborted();
	flow.signal.addEventListener("abort", abort);
	try {
		const launched = browser.identity.launchWebAuthFlow(details(browser, flow)).catch((thrown: unknown) => {
			throw toFlowError(thrown, { redirectUri: flow.redirectUri, lastStatus: watch.lastStatus() });
		});
		return await Promise.race([launched, aborted.promise]);
	} catch (thrown) {
		if (flow.signal.aborted) await closeLeftovers(browser, flow.redirectUri);
		throw thrown;
	} finally {
		watch.stop();
		flow.signal.removeEventListener("abort", abort);
	}
}

/**
 * Closes windows of flows whose background died or gave up: in Firefox they would make the next flow fail at once.
 * They are told by our redirect URI in their address; another site's own sign-in window is left alone.
 */
export async function closeLeftovers(
	{ windows }: Pick<Browser, "windows">,
	redirectUri: string,
): Promise<void> {
	const isOurs = (url: string | undefined) =>
		url !== undefined && URL.parse(url)?.searchParams.get("redirect_uri") === redirectUri;
	for (const { id, tabs } of await windows.getAll({ populate: true, windowTypes: ["popup"] })) {
		if (id !== undefined && tabs?.some(({ url }) => isOurs(url)))
			await windows.remove(id).catch(() => undefined);
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

/** Notes the HTTP status of the server's pages while a flow runs: a window closed after an error page says so. */
function watchPages({ webRequest }: Pick<Browser, "webRequest">, { url, interactive }: Flow) {
	let status: number | null = null;
	// A silent flow is in no tab: what a tab shows is not its page.
	const note = ({ statusCode, tabId }: { statusCode: number; tabId: number }) => {
		if (interactive || tabId === -1) status = statusCode;
	};
	webRequest.onCompleted.addListener(note, {
		urls: [`${new URL(url).origin.replace(/:\d+$/, "")}/*`],
		types: ["main_frame"],
	});
	return { lastStatus: () => status, stop: () => webRequest.onCompleted.removeListener(note) };
}
