import type { Browser } from "webextension-polyfill";

/** Stands on the extension's icon in a tab whose site waits for the person's answer. */
const MARK = "?";

/**
 * Calls back once when a tab is closed or shows another document. Listens only meanwhile: a standing listener would
 * wake the background at every navigation of every tab.
 *
 * `tabs.onUpdated` speaks of history.pushState, of jumps within a page and of its frames as of another document. The
 * mark tells them apart: the browser takes it away with the document it was set for, and only then.
 */
export function watchTab(
	{ tabs, action }: Pick<Browser, "tabs" | "action">,
	tabId: number,
	gone: () => void,
): () => void {
	let isMarked = false;
	let isOver = false;
	const updated = (id: number, { status }: { status?: string }) => {
		if (id !== tabId || status === undefined) return;
		if (isMarked) void look();
		else if (status === "loading") leave();
	};
	const removed = (id: number) => {
		if (id === tabId) leave();
	};
	const look = async () => {
		if ((await action.getBadgeText({ tabId }).catch(() => "")) !== MARK) leave();
	};
	const stop = () => {
		isOver = true;
		tabs.onUpdated.removeListener(updated);
		tabs.onRemoved.removeListener(removed);
		// The tab may be gone.
		action.setBadgeText({ tabId, text: "" }).catch(() => undefined);
	};
	const leave = () => {
		if (isOver) return;
		stop();
		gone();
	};
	tabs.onUpdated.addListener(updated);
	tabs.onRemoved.addListener(removed);
	action.setBadgeText({ tabId, text: MARK }).then(() => {
		isMarked = true;
	}, leave);
	return stop;
}
