import type { Browser } from "webextension-polyfill";

/** The browser may tell the end of a flow before what became of its last page. So long that is waited for, in ms. */
const PATIENCE = 1_000;

/** Notes what becomes of a flow's pages: a flow that ends after an error page says so. */
export interface PageWatch {
	/** The HTTP status of the last page, once none is under way any more; null when none was seen. */
	lastStatus(): Promise<number | null>;
	stop(): void;
}

/** Watches the pages of the server at `url`. A silent flow is in no tab: what a tab shows is not its page. */
export function watchPages(
	{ webRequest }: Pick<Browser, "webRequest">,
	{ url, interactive }: { url: string; interactive: boolean },
	after: (milliseconds: number) => Promise<void>,
): PageWatch {
	let status: number | null = null;
	let quiet = Promise.withResolvers<void>();
	const underWay = new Set<string>();

	type Details = { requestId: string; tabId: number; statusCode?: number };
	const isOurs = ({ tabId }: Details) => interactive || tabId === -1;
	const began = (details: Details) => {
		if (isOurs(details)) underWay.add(details.requestId);
	};
	const ended = (details: Details) => {
		if (!isOurs(details)) return;
		status = details.statusCode ?? status;
		underWay.delete(details.requestId);
		if (underWay.size > 0) return;
		quiet.resolve();
		quiet = Promise.withResolvers();
	};
	// A redirect begins the request anew, unless it leads to another host: back to us.
	const redirected = ({ requestId }: Details) => void underWay.delete(requestId);

	const pages = {
		urls: [`${new URL(url).origin.replace(/:\d+$/, "")}/*`],
		types: ["main_frame" as const],
	};
	webRequest.onBeforeRequest.addListener(began, pages);
	webRequest.onBeforeRedirect.addListener(redirected, pages);
	webRequest.onCompleted.addListener(ended, pages);
	webRequest.onErrorOccurred.addListener(ended, pages);
	return {
		async lastStatus() {
			if (underWay.size > 0) await Promise.race([quiet.promise, after(PATIENCE)]);
			return status;
		},
		stop() {
			webRequest.onBeforeRequest.removeListener(began);
			webRequest.onBeforeRedirect.removeListener(redirected);
			webRequest.onCompleted.removeListener(ended);
			webRequest.onErrorOccurred.removeListener(ended);
		},
	};
}
