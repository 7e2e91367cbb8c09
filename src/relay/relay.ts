import type { RelayWord } from "../contract/relay.ts";
import { asJson } from "./as-json.ts";
import type { RelayRuntime } from "./runtime.ts";
import { serve } from "./serve.ts";

/** As much of a window as the relay needs. */
export type RelayWindow = Pick<Window, "addEventListener" | "postMessage" | "origin"> & {
	/** Chromium's word; where there is no prerendering, it is left out. */
	readonly document: object & { readonly prerendering?: boolean };
};

/**
 * Carries the contract between a page and the background. Decides nothing, holds nothing, and answers only on the
 * MessagePort that the page itself handed over. `documentId` names this document to the background.
 */
export function startRelay(page: RelayWindow, runtime: RelayRuntime, documentId: string): void {
	const send = (request: unknown): Promise<unknown> =>
		runtime.sendMessage({
			relay: 1,
			document: documentId,
			active: page.document.prerendering !== true,
			request: asJson(request),
		});

	function accept(event: MessageEvent): void {
		const [port] = event.ports;
		// This script may have outlived its extension: then another relay answers, or none.
		if (port && isOffer(event, page) && runtime.id !== undefined) serve(port, runtime, send);
	}

	page.addEventListener("message", accept);
	const ready: RelayWord = { passport: 1, relay: "ready" };
	page.postMessage(ready, "/");
}

/** Whether a message is this very document's own offer: not a frame's, not another window's, whatever it says. */
function isOffer({ source, origin, data }: MessageEvent, page: RelayWindow): boolean {
	if (source !== page || origin !== page.origin) return false;
	return typeof data === "object" && data !== null && data.passport === 1 && data.relay === "connect";
}
