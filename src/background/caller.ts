import type { Caller } from "../broker/effects.ts";
import { PassportError } from "../contract/errors.ts";
import { isSecureAddress } from "../contract/loopback.ts";

/** What the browser says of a sender: the fields that are read here. */
export interface Sender {
	id?: string;
	origin?: string;
	url?: string;
	frameId?: number;
	documentId?: string;
	documentLifecycle?: string;
	tab?: { id?: number; url?: string };
}

/** What the relay says of its page where the browser itself says nothing (Firefox). */
export interface RelayWord {
	document: string;
	active: boolean;
}

/**
 * Who asks, as the browser says it; the message has no say. A sender with an extension's id is one of our relays and
 * must say so with `relay`, anything else with an id is a stranger.
 * @throws PassportError `origin_refused`, `page_not_active`.
 */
export function callerOf(sender: Sender, ownId: string, relay?: RelayWord): Caller {
	if (sender.id !== (relay ? ownId : undefined)) throw refused("Only web pages may ask.");
	const site = siteOf(sender);
	if (isInactive(sender, relay)) {
		throw new PassportError(
			"page_not_active",
			"The page is not shown to the person yet. Ask again when it is.",
		);
	}
	if (!isTopFrame(sender) && originOf(sender.tab?.url) !== site) {
		throw refused("A frame inside another site may not ask. Open this site in a tab of its own.");
	}
	const tabId = sender.tab?.id ?? null;
	const document = sender.documentId ?? relay?.document ?? `${tabId}/${sender.frameId ?? 0}`;
	return { site, document, tabId };
}

/** Whether a message comes from one of the extension's own pages: popup, options, consent. */
export function isOwnPage(sender: Sender, ownId: string, ownOrigin: string): boolean {
	return (
		sender.id === ownId && originOf(sender.url) === ownOrigin && (sender.origin ?? ownOrigin) === ownOrigin
	);
}

// The authority is `origin`, never `url`: a sandboxed document's url still looks allowed.
function siteOf({ origin }: Sender): string {
	const url = origin === undefined || origin === "null" ? null : URL.parse(origin);
	if (url === null || url.origin !== origin || !isSecureAddress(url)) {
		throw refused("Only pages of https: sites (or http: on this very machine) may ask, not sandboxed ones.");
	}
	return url.origin;
}

function isInactive({ documentLifecycle }: Sender, relay: RelayWord | undefined): boolean {
	return (documentLifecycle !== undefined && documentLifecycle !== "active") || relay?.active === false;
}

function isTopFrame({ frameId, tab }: Sender): boolean {
	return frameId === 0 && tab !== undefined;
}

function originOf(url: string | undefined): string | undefined {
	return url === undefined ? undefined : originIn(url);
}

// URL.origin is "null" for moz-extension: and chrome-extension: addresses in some engines.
function originIn(address: string): string | undefined {
	const url = URL.parse(address);
	return url === null ? undefined : `${url.protocol}//${url.host}`;
}

function refused(message: string): PassportError {
	return new PassportError("origin_refused", message);
}
