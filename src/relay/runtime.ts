import type { RelayMessage } from "../contract/relay.ts";

/** As much of `browser.runtime` as the relay needs. */
export interface RelayRuntime {
	/** Undefined when this script outlived its extension. */
	readonly id?: string;
	sendMessage(message: RelayMessage): Promise<unknown>;
	connect(info: { name: string }): RelayPort;
}

export interface RelayPort {
	readonly onMessage: { addListener(hear: (message: unknown) => void): void };
	readonly onDisconnect: { addListener(closed: () => void): void };
	disconnect(): void;
}
