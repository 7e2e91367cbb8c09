import * as v from "valibot";
import { SettingsFile } from "../contract/settings.ts";

/** The settings in the text of a file; undefined when it holds none. */
export function readSettings(text: string): SettingsFile | undefined {
	const parsed = v.safeParse(SettingsFile, parseJson(text));
	return parsed.success ? parsed.output : undefined;
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
