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
export function createPorts() {
	const pages = new Map<string, Set<Port>>();
	const own = new Set<Port>();
	let isGathering = false;

	function keep(ports: Set<Port>, port: Port): void {
		ports.add(port);
		port.onDisconnect.addListener(() => ports.delete(port));
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
			for (const port of pages.get(site) ?? []) post(port, event);
		},
		changed(): void {
			if (isGathering) return;
			isGathering = true;
			setTimeout(() => {
				isGathering = false;
				for (const port of own) post(port, { changed: true });
			}, GATHERING);
		},
	};
}

// A page in the back/forward cache has a port that throws until its disconnection is heard.
function post(port: Port, message: unknown): void {
	try {
		port.postMessage(message);
	} catch {
		port.disconnect();
	}
}
