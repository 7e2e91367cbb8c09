import manifest from "../manifest.json" with { type: "json" };
import type { Browser } from "./browsers.ts";

/** The one manifest of both browsers, as it is written in manifest.json. */
export type Manifest = typeof manifest;

/**
 * The manifest of one browser: what only the other one understands is left out, as each warns about it.
 *
 * - Chromium is reached through `externally_connectable`, so it needs no relay and no right to register one.
 * - Firefox has no `externally_connectable` and a background of scripts, not a worker.
 */
export function manifestFor(browser: Browser, version: string, source: Manifest = manifest) {
	return browser === "chrome" ? chromeManifest(source, version) : firefoxManifest(source, version);
}

function chromeManifest(source: Manifest, version: string) {
	const { browser_specific_settings: _settings, content_scripts: _relay, ...shared } = source;
	return {
		...shared,
		version,
		background: { service_worker: source.background.service_worker, type: "module" as const },
		permissions: source.permissions.filter((permission) => permission !== "scripting"),
	};
}

function firefoxManifest(source: Manifest, version: string) {
	const {
		key: _key,
		minimum_chrome_version: _chrome,
		externally_connectable: _connectable,
		...shared
	} = source;
	return { ...shared, version, background: { scripts: source.background.scripts } };
}
