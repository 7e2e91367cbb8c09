import { EVENT_PORT } from "../contract/methods.ts";
import type { RelayWord } from "../contract/relay.ts";
import { idOf } from "./as-json.ts";
import type { RelayPort, RelayRuntime } from "./runtime.ts";

/** Serves one page's port until the extension is gone: requests one by one, and one port of events. */
export function serve(
	port: MessagePort,
	runtime: RelayRuntime,
	send: (request: unknown) => Promise<unknown>,
): void {
	const say = (word: RelayWord): void => port.postMessage(word);
	let events: RelayPort | undefined;

	function listen(): void {
		events?.disconnect();
		events = runtime.connect({ name: EVENT_PORT });
		events.onMessage.addListener((event) => port.postMessage(event));
		events.onDisconnect.addListener(() => say({ passport: 1, relay: "closed" }));
	}

	async function carry(request: unknown): Promise<void> {
		const id = idOf(request);
		say({ passport: 1, relay: "got", id });
		try {
			const reply = await send(request);
			if (!reply) throw new Error("The background heard nothing.");
			port.postMessage(reply);
		} catch {
			say({ passport: 1, relay: "broken", id });
			// This script outlived its extension: the page finds the new one's relay, or none.
			if (runtime.id === undefined) port.close();
		}
	}

	port.onmessage = ({ data }) => {
		if (Object(data).relay === "listen") listen();
		else void carry(data);
	};
}
