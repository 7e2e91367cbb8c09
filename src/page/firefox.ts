import type { PassportEvent, Reply } from "../contract/methods.ts";
import type { PageWord, RelayWord } from "../contract/relay.ts";
import type { Channel } from "./channel.ts";
import type { Time } from "./time.ts";

/** How long a living relay may take to say that it got a request, in milliseconds. */
const RECEIPT = 1000;

const OFFER: PageWord = { passport: 1, relay: "connect" };
const LISTEN: PageWord = { passport: 1, relay: "listen" };

/** As much of a window as the way through the relay needs. */
export type Page = Pick<Window, "addEventListener" | "postMessage">;

/**
 * Through the relay: one MessagePort, handed to it with `window.postMessage` when it is needed first, and again when
 * the relay is another one or gives no sign of life.
 */
export function firefoxChannel(page: Page, time: Time): Channel {
	const owed = new Map<unknown, (reply?: Reply) => void>();
	let events: { hear: (event: PassportEvent) => void; closed: () => void } | undefined;
	let line: MessagePort | undefined;
	let heard = 0;

	function open(): MessagePort {
		if (!line) {
			const { port1, port2 } = new MessageChannel();
			port1.onmessage = ({ data }) => read(data);
			page.postMessage(OFFER, "/", [port2]);
			line = port1;
		}
		return line;
	}

	function lose(): void {
		line?.close();
		line = undefined;
		for (const answer of owed.values()) answer();
		deafen();
	}

	function deafen(): void {
		const deaf = events;
		events = undefined;
		deaf?.closed();
	}

	function read(data: Reply | PassportEvent | RelayWord): void {
		heard += 1;
		if ("event" in data) events?.hear(data);
		else if (!("relay" in data)) owed.get(data.id)?.(data);
		else if (data.relay === "closed") deafen();
		else if (data.relay === "broken") owed.get(data.id)?.();
	}

	// A relay that was injected just now: the first one, or the one of an updated extension.
	page.addEventListener("message", ({ source, data }) => {
		if (source === page && data?.relay === "ready") lose();
	});

	return {
		send: (request) =>
			new Promise<Reply | undefined>((resolve) => {
				owed.set(request.id, resolve);
				const port = open();
				const before = heard;
				port.postMessage(request);
				void time.sleep(RECEIPT).then(() => {
					if (port === line && heard === before) lose();
				});
			}).finally(() => owed.delete(request.id)),
		listen(hear, closed) {
			events = { hear, closed };
			open().postMessage(LISTEN);
			return () => {
				events = undefined;
			};
		},
	};
}
