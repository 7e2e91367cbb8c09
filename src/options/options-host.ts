import type { Host } from "../ui/host.ts";

/** What the options page is handed by its entry point. */
export interface OptionsHost extends Host {
	/** Asks the browser for access to match patterns; only within a press. Resolves whether it is given. */
	requestOrigins(origins: string[]): Promise<boolean>;
	/** Hands the person a file to keep. */
	save(fileName: string, text: string): void;
	/** Calls `done` after so many seconds; the returned function stops that. */
	after(seconds: number, done: () => void): () => void;
}
