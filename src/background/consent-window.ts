import type { Browser } from "webextension-polyfill";
import type { ConsentWindow } from "../broker/effects.ts";

const SIZE = { width: 420, height: 640 };

/** The consent window: a window of the extension, never part of a page. */
export function createConsentWindow({
	windows,
	runtime,
}: Pick<Browser, "windows" | "runtime">): ConsentWindow {
	return {
		async open(promptId) {
			const url = runtime.getURL(`src/consent/index.html?id=${encodeURIComponent(promptId)}`);
			const { id } = await windows.create({ url, type: "popup", ...SIZE });
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
