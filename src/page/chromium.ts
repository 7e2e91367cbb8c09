import { EVENT_PORT, type PassportEvent, type Reply } from "../contract/methods.ts";
import type { Channel, Request } from "./channel.ts";

/** As much of `chrome.runtime` as a page is given, once an extension is installed that lets it connect. */
export interface ChromeRuntime {
	readonly lastError?: unknown;
	sendMessage(extensionId: string, request: Request, answered: (reply?: Reply) => void): void;
	connect(extensionId: string, info: { name: string }): ChromePort;
}

export interface ChromePort {
	readonly onMessage: { addListener(hear: (event: PassportEvent) => void): void };
	readonly onDisconnect: { addListener(closed: () => void): void };
	disconnect(): void;
}

/** Straight to the extension with this id, through `externally_connectable`. */
export function chromiumChannel(runtime: ChromeRuntime, extensionId: string): Channel {
	return {
		send: (request) =>
			new Promise((resolve) => {
				runtime.sendMessage(extensionId, request, (reply) => {
					// Whatever its wording (not installed, restarting, stopped before it answered): it comes without a reply.
					// An error that nobody reads is written to the page's console.
					void runtime.lastError;
					resolve(reply);
				});
			}),
		listen(hear, closed) {
			const port = runtime.connect(extensionId, { name: EVENT_PORT });
			port.onMessage.addListener(hear);
			port.onDisconnect.addListener(() => {
				void runtime.lastError;
				closed();
			});
			return () => port.disconnect();
		},
	};
}
