import type { PassportEvent } from "../contract/methods.ts";
import type { Channel } from "./channel.ts";

/**
 * Keeps the port of events. The background closes it whenever it goes to sleep, and opening it wakes the background: so
 * it is opened again at once only if there was a sign of life since the last time (a request, the window got or lost
 * the focus, the page came back) and only if somebody listens; else with the next sign of life. An idle page wakes
 * the background once, not twice a minute; and whoever turns from the page to the extension's popup is heard there.
 *
 * `forget` is called with every event, and when the port is closed: from then on nothing would be heard.
 */
export function createEvents(channel: Channel, page: Pick<Window, "addEventListener">, forget: () => void) {
	const ears = new Set<(event: PassportEvent) => void>();
	let close: (() => void) | undefined;
	let lively = false;

	function hear(event: PassportEvent): void {
		forget();
		// One that throws must not make the others deaf.
		for (const ear of ears) queueMicrotask(() => ear(event));
	}

	function listen(): void {
		const mine = channel.listen(hear, () => {
			if (close !== mine) return;
			shut();
			if (!lively || !ears.size) return;
			lively = false;
			listen();
		});
		close = mine;
	}

	function shut(): void {
		close?.();
		close = undefined;
		forget();
	}

	function open(): void {
		lively = true;
		if (!close) listen();
	}

	for (const sign of ["focus", "blur", "pageshow"]) {
		page.addEventListener(sign, () => {
			if (ears.size) open();
		});
	}
	// A page with an open port is not kept in the back/forward cache, or loses the port there.
	page.addEventListener("pagehide", shut);

	return {
		/** A sign of life: opens the port when it is closed. */
		open,

		on(name: string, tell: (event: PassportEvent) => void): () => void {
			if (!/^(account(add|remov)|tokenchang|disconnect)ed$/.test(name))
				throw new TypeError(`No event ${name}`);
			const ear = (event: PassportEvent): void => {
				if (event.event === name) tell(event);
			};
			ears.add(ear);
			open();
			return () => void ears.delete(ear);
		},
	};
}
