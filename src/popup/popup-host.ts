import type { Host } from "../ui/host.ts";

/** What the popup is handed by its entry point. */
export interface PopupHost extends Host {
	/** The site in front of the person, as a serialised origin; undefined for what can never be connected. */
	currentSite(): Promise<string | undefined>;
	openOptions(): Promise<void>;
	/** Asks the browser for access to match patterns; only within a press. Resolves whether it is given. */
	requestOrigins(origins: string[]): Promise<boolean>;
}
