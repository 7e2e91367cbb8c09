/** A page's window: listeners, messages to itself, and the ports in their hands. */
export interface FakeWindow extends EventTarget {
	origin: string;
	isSecureContext: boolean;
	document: { prerendering?: boolean };
	postMessage(message: unknown, targetOrigin: string, ports?: MessagePort[]): void;
	/** A message that claims to come from elsewhere. */
	forge(data: unknown, from: { source?: unknown; origin?: string; ports?: MessagePort[] }): void;
	/** The words that were said on the window, oldest first. */
	readonly said: unknown[];
	/** Closes every port that was handed over, so that no test keeps another waiting. */
	close(): void;
}

/** @see FakeWindow */
export function createWindow(origin = "https://shop.example"): FakeWindow & Window {
	const target = new EventTarget();
	const said: unknown[] = [];
	const handed: MessagePort[] = [];
	const fake = Object.assign(target, {
		origin,
		isSecureContext: true,
		document: {},
		said,
		forge(data: unknown, { source = fake, origin: from = origin, ports = [] }) {
			target.dispatchEvent(Object.assign(new Event("message"), { data, source, origin: from, ports }));
		},
		postMessage(data: unknown, targetOrigin: string, ports: MessagePort[] = []) {
			said.push(data);
			handed.push(...ports);
			queueMicrotask(() => {
				if (targetOrigin === "/") fake.forge(structuredClone(data), { ports });
			});
		},
		close() {
			for (const port of handed) port.close();
		},
	}) as unknown as FakeWindow & Window;
	return fake;
}
