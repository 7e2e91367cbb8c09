import type * as v from "valibot";
import type { PassportEvent } from "../contract/methods.ts";
import type { Client } from "../contract/settings.ts";
import type { Wire } from "../oauth/types.ts";
import type { RecordKey, RecordKind, RecordShape } from "./records.ts";

/** Who asks, as the browser says it. */
export interface Caller {
	/** The serialised origin. */
	site: string;
	/** Names the document among all documents, so that a repeated request is known. */
	document: string;
	tabId: number | null;
}

/** The encrypted store. A broken record reads as none (it is put aside); a failing database throws `io_error`. */
export interface Records {
	read<K extends RecordKind>(key: RecordKey<K>): Promise<RecordShape<K> | undefined>;
	/** Resolves when the record is durable. */
	write<K extends RecordKind>(key: RecordKey<K>, record: RecordShape<K>): Promise<void>;
	remove(key: RecordKey): Promise<void>;
	keys<K extends RecordKind>(kind: K): Promise<RecordKey<K>[]>;
	list<K extends RecordKind>(kind: K): Promise<RecordShape<K>[]>;
	/** How many broken records were put aside. */
	quarantined(): Promise<number>;
}

/** What lasts until the browser closes, in memory alone; survives the background's death. */
export interface Session {
	read<T>(key: string, shape: v.GenericSchema<unknown, T>): Promise<T | undefined>;
	write(key: string, value: unknown): Promise<void>;
	remove(key: string): Promise<void>;
	keys(): Promise<string[]>;
}

/** Takes a person (or silently the browser's session) through the authorization server. */
export interface Authorizer {
	/** The redirect URI of an environment: each has its own path (mix-up defence, RFC 9700 section 4.4). */
	redirectUri(environment: string): string;
	/**
	 * Resolves with the address the server redirected to, unjudged. One flow at a time.
	 * @throws PassportError `user_cancelled`, `credentials_invalid` (the server showed an error page),
	 * `account_not_authorized` (silent, and the server wanted to show a page), `io_error`.
	 */
	authorize(ask: {
		url: string;
		redirectUri: string;
		interactive: boolean;
		/** Silent only: give up as soon as the server shows a page, instead of waiting for a redirect by script. */
		impatient: boolean;
		wayBack: Client["wayBack"];
		signal: AbortSignal;
		/** Settles with what the person pasted instead (verification page). */
		pasted?: Promise<string>;
	}): Promise<string>;
	/** Shows an address of the server until the person closes the window or the server redirects back. */
	visit(address: string): Promise<void>;
}

/** Opens and closes the consent window. */
export interface ConsentWindow {
	open(promptId: string): Promise<number>;
	close(windowId: number): Promise<void>;
	isOpen(windowId: number): Promise<boolean>;
}

/** Everything the broker does to the world. */
export interface Effects {
	records: Records;
	session: Session;
	authorizer: Authorizer;
	consentWindow: ConsentWindow;
	wire: Wire;
	/** Names the time from the browser's start to its end: what an *until the browser closes* ends with. */
	browserSession(): Promise<string>;
	/** Runs `task` alone among all tasks of the same name. */
	exclusive<T>(name: string, task: () => Promise<T>): Promise<T>;
	/** Resolves after so many seconds. */
	sleep(seconds: number): Promise<void>;
	/** Runs a task after so many seconds, should the background live that long. */
	later(seconds: number, task: () => void): void;
	/** A fresh random name (UUID). */
	newId(): string;
	/** Calls back once when a tab is closed or shows another document; the function it gives ends the watch. */
	watchTab(tabId: number, gone: () => void): () => void;
	/** Tells the ports of a site. */
	tell(site: string, event: PassportEvent): void;
	/** Tells the extension's own pages to look again. */
	changed(): void;
	/** Such as "Chrome": part of the device name a person sees in the server's list. */
	browserName: string;
	version: string;
}

/** Which sites can reach the extension at all: in Chromium every one, in Firefox those where the relay runs. */
export interface SiteReach {
	isReachable(site: string): Promise<boolean>;
	connect(site: string): Promise<void>;
	connectEverywhere(on: boolean): Promise<void>;
	/** What the options show of it. */
	view(): Promise<{ everywhere?: boolean }>;
}
