import type { Browser } from "webextension-polyfill";
import { PassportError } from "../contract/errors.ts";

/**
 * The second way back: the flow runs in a tab and ends on the server's verification page, whose address holds the
 * code. Resolves with that address, or with what the person pasted; the tab is closed then.
 * @throws PassportError `user_cancelled` when the tab is closed, the signal's reason when it aborts.
 */
export async function runInTab(
	{ tabs }: Pick<Browser, "tabs">,
	flow: { url: string; redirectUri: string; signal: AbortSignal; pasted: Promise<string> | undefined },
): Promise<string> {
	flow.signal.throwIfAborted();
	const { promise, resolve, reject } = Promise.withResolvers<string>();
	const { id } = await tabs.create({ url: flow.url });
	const look = (tabId: number, change: { url?: string }) => {
		if (tabId === id && change.url !== undefined && isVerificationPage(change.url, flow.redirectUri))
			resolve(change.url);
	};
	const closed = (tabId: number) => {
		if (tabId === id) reject(new PassportError("user_cancelled", "The person closed the sign-in tab."));
	};
	const aborted = () => reject(flow.signal.reason);
	tabs.onUpdated.addListener(look);
	tabs.onRemoved.addListener(closed);
	flow.signal.addEventListener("abort", aborted);
	flow.pasted?.then(resolve, reject);
	// What happened before anybody listened.
	if (flow.signal.aborted) aborted();
	if (id !== undefined) {
		tabs.get(id).then(
			(tab) => look(id, tab),
			() => closed(id),
		);
	}
	try {
		return await promise;
	} finally {
		tabs.onUpdated.removeListener(look);
		tabs.onRemoved.removeListener(closed);
		flow.signal.removeEventListener("abort", aborted);
		if (id !== undefined) await tabs.remove(id).catch(() => undefined);
	}
}

function isVerificationPage(address: string, redirectUri: string): boolean {
	const [url, expected] = [URL.parse(address), URL.parse(redirectUri)];
	return (
		url !== null && url.origin === expected?.origin && url.pathname === expected.pathname && url.search !== ""
	);
}
