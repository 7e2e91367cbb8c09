import type { Browser, Windows } from "webextension-polyfill";
import type { ConsentWindow } from "../broker/effects.ts";

const SIZE = { width: 420, height: 640 };

/** The consent window: a window of the extension, never part of a page, above the middle of the browser's own. */
export function createConsentWindow({
	windows,
	runtime,
}: Pick<Browser, "windows" | "runtime">): ConsentWindow {
	return {
		async open(promptId) {
			const url = runtime.getURL(`src/consent/index.html?id=${encodeURIComponent(promptId)}`);
			const wanted = { url, type: "popup" as const, ...SIZE };
			const place = await windows.getLastFocused().then(placeOver, () => undefined);
			// A place that is not on the screen is refused, and would open no window.
			const placed = place && (await windows.create({ ...wanted, ...place }).catch(() => undefined));
			const { id } = placed ?? (await windows.create(wanted));
			return id ?? -1;
		},
		// The person may have closed it already.
		close: (windowId) => windows.remove(windowId).catch(() => undefined),
		isOpen: (windowId) =>
			windows.get(windowId).then(
				() => true,
				() => false,
			),
	};
}

/** The middle of a window, in pixels of the screen; undefined: it has none, minimized as it is. */
function placeOver({ state, left, top, width, height }: Windows.Window) {
	if (state === "minimized" || left === undefined || top === undefined) return undefined;
	if (width === undefined || height === undefined) return undefined;
	return {
		left: Math.round(left + (width - SIZE.width) / 2),
		top: Math.max(top, Math.round(top + (height - SIZE.height) / 2)),
	};
}
