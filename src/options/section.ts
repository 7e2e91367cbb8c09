import type { SettingsView } from "../contract/control.ts";
import type { OptionsHost } from "./options-host.ts";

/** What every section of the options page is given. */
export interface SectionProps {
	host: OptionsHost;
	settings: SettingsView;
}
