import { startRelay } from "./relay.ts";
import type { RelayRuntime } from "./runtime.ts";

/** A content script of Firefox, which gives `browser` to it. */
declare const browser: { runtime: RelayRuntime };

// Injected by hand into a page that was open, it may be there already. No page sees this global.
const world = globalThis as { tokenBrokerRelay?: true };
if (!world.tokenBrokerRelay) {
	world.tokenBrokerRelay = true;
	startRelay(window, browser.runtime, crypto.randomUUID());
}
