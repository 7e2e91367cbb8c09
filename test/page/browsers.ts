import { PassportError } from "../../src/contract/errors.ts";
import { connectIn, type PageSurroundings } from "../../src/page/connect.ts";
import type { Passport } from "../../src/page/passport.ts";
import { startRelay } from "../../src/relay/relay.ts";
import { type Clock, createClock, settled } from "./clock.ts";
import type { FakeExtension } from "./extension.ts";
import { createWindow, type FakeWindow } from "./window.ts";

export const BROWSERS = ["Chromium", "Firefox"] as const;
export type BrowserName = (typeof BROWSERS)[number];

export interface Tab {
	page: FakeWindow & Window;
	clock: Clock;
	around: PageSurroundings;
	connect(signal?: AbortSignal): Promise<Passport>;
	/** Firefox: the relay is injected now. */
	inject(): void;
}

/** A page in a browser with the extension; in Firefox with the relay, unless it is injected later. */
export async function openTab(
	name: BrowserName,
	extension: FakeExtension,
	{ relay = true } = {},
): Promise<Tab> {
	const page = createWindow();
	const clock = createClock();
	const around = {
		...{ page, time: clock, PassportError },
		runtime: name === "Chromium" ? extension.chromium : undefined,
	};
	const tab: Tab = {
		...{ page, clock, around },
		connect: (signal) => connectIn(around, "abcdefghijklmnopabcdefghijklmnop", signal),
		inject: () => startRelay(page, extension.firefox, "11111111-2222-4333-8444-555555555555"),
	};
	if (relay && name === "Firefox") tab.inject();
	// The relay runs before the page's own scripts do.
	await settled();
	return tab;
}
