import type { Browser } from "webextension-polyfill";

/**
 * Calls back once when a tab is closed or begins to show another document. Listens only meanwhile: a standing
 * listener would wake the background at every navigation of every tab.
 */
export function watchTab({ tabs }: Pick<Browser, "tabs">, tabId: number, gone: () => void): () => void {
	const updated = (id: number, change: { status?: string }) => {
		if (id === tabId && change.status === "loading") leave();
	};
	const removed = (id: number) => {
		if (id === tabId) leave();
	};
	const stop = () => {
		tabs.onUpdated.removeListener(updated);
		tabs.onRemoved.removeListener(removed);
	};
	const leave = () => {
		stop();
		gone();
	};
	tabs.onUpdated.addListener(updated);
	tabs.onRemoved.addListener(removed);
	// It may have been closed before anybody listened.
	tabs.get(tabId).catch(leave);
	return stop;
}
