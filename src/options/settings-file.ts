import * as v from "valibot";
import { type Environment, SettingsFile } from "../contract/settings.ts";
import { addressesOf } from "./server-draft.ts";

/** The settings in the text of a file; undefined when it holds none. */
export function readSettings(text: string): SettingsFile | undefined {
	const parsed = v.safeParse(SettingsFile, parseJson(text));
	return parsed.success ? parsed.output : undefined;
}

/** A server in a settings file, as the person is told of it before it is taken over. */
export interface ServerInFile {
	name: string;
	/** Where it would send people, codes and secrets. */
	hosts: string[];
	/** It replaces a server of the same name that is elsewhere. */
	isMoved: boolean;
}

/** The servers in a settings file. `current`: those that are set now. */
export function serversIn(file: SettingsFile, current: readonly Environment[]): ServerInFile[] {
	return file.environments.map((environment) => {
		const replaced = current.find(({ name }) => name === environment.name);
		return {
			name: environment.name,
			hosts: [...new Set(addressesOf(environment).map((address) => new URL(address).host))],
			isMoved: replaced !== undefined && placesOf(replaced) !== placesOf(environment),
		};
	});
}

function placesOf(environment: Environment): string {
	return addressesOf(environment)
		.map((address) => new URL(address).origin)
		.join(" ");
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
