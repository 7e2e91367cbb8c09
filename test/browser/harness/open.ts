import { inject } from "vitest";
import { FIREFOX_ID } from "../../../scripts/extension-id.ts";
import { startChrome } from "./chrome.ts";
import { startFirefox } from "./firefox.ts";
import type { Started } from "./launch.ts";
import { newProfile } from "./profile.ts";
import { type Stage, stageOf } from "./stage.ts";

type Options = {
	/** What of the world the browser can reach: the `hosts` of `serve`. */
	hosts: ReadonlyMap<string, number>;
	/** The `path` of a profile that is to be used again; without it the browser gets one of its own. */
	profile?: string;
	/** Another extension than the one that ships. */
	extension?: string;
};

/** Opens Chromium with `dist/chrome` as it ships. */
export function openChrome({
	hosts,
	profile,
	extension = inject("extensions").chrome,
}: Options): Promise<Stage> {
	const executablePath = inject("executables").chrome;
	return inProfile(profile, (path) => startChrome({ executablePath, hosts, extension, profile: path }));
}

/** Opens Firefox with `dist/firefox` as it ships. */
export function openFirefox({
	hosts,
	profile,
	extension = inject("extensions").firefox,
}: Options): Promise<Stage> {
	const executablePath = inject("executables").firefox;
	const extensionId = FIREFOX_ID;
	return inProfile(profile, (path) =>
		startFirefox({ executablePath, hosts, extension, profile: path, extensionId }),
	);
}

async function inProfile(
	kept: string | undefined,
	start: (path: string) => Promise<Started>,
): Promise<Stage> {
	if (kept !== undefined) return stageOf(await start(kept));
	const profile = await newProfile();
	const started = await start(profile.path);
	const close = async () => {
		await started.close();
		await profile[Symbol.asyncDispose]();
	};
	return stageOf({ ...started, close });
}
