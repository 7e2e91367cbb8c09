import type { Host } from "../ui/host.ts";

/** What the consent window is handed by its entry point. */
export interface ConsentHost extends Host {
	/** Which prompt this window shows. */
	promptId: string;
	/** Closes the window. */
	close(): void;
	/** Calls `done` after so many milliseconds; the returned function stops that. */
	after(milliseconds: number, done: () => void): () => void;
}
