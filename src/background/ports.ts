import type { PassportEvent } from "../contract/methods.ts";

/** As much of a browser's port as is used here. */
export interface Port {
	postMessage(message: unknown): void;
	disconnect(): void;
	onDisconnect: { addListener(listener: () => void): void };
}

/** News for the own pages waits this long for more, in milliseconds: what changes often is looked at once. */
const GATHERING = 50;

/** The open ports: pages by site, and the extension's own pages. They carry news only, and only outwards. */
export function createPorts(runtime: { readonly lastError?: unknown }) {
	const pages = new Map<string, Set<Port>>();
	const own = new Set<Port>();
	let isGathering = false;

	function keep(ports: Set<Port>, port: Port): void {
		ports.add(port);
		port.onDisconnect.addListener(() => {
			// Why it went, as into the back/forward cache, is no error of ours; what nobody reads is listed as one.
			void runtime.lastError;
			ports.delete(port);
		});
	}

	function post(ports: Set<Port>, message: unknown): void {
		for (const port of ports) {
			try {
				port.postMessage(message);
			} catch {
				// A page in the back/forward cache has a port that throws until its disconnection is heard.
				ports.delete(port);
				port.disconnect();
			}
		}
	}

	return {
		addPage(site: string, port: Port): void {
			const ports = pages.get(site) ?? new Set();
			pages.set(site, ports);
			keep(ports, port);
		},
		addOwn(port: Port): void {
			keep(own, port);
		},
		tell(site: string, event: PassportEvent): void {
			const ports = pages.get(site);
			if (ports) post(ports, event);
		},
		changed(): void {
			if (isGathering) return;
			isGathering = true;
			setTimeout(() => {
				isGathering = false;
				post(own, { changed: true });
			}, GATHERING);
		},
	};
}
