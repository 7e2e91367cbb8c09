import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject } from "vitest";
import type { Browser } from "../../../scripts/browsers.ts";
import type { Stage } from "./stage.ts";

/** Where updates come from, until it is disposed: the browser must be closed by then, for it runs them from there. */
export type Updates = AsyncDisposable & {
	/** Puts what ships, under a higher version, in the place of the extension that runs. Resolves with that version. */
	install: (stage: Stage) => Promise<string>;
};

/** Makes updates for a browser. */
export async function openUpdates(browser: Browser): Promise<Updates> {
	const directory = await mkdtemp(join(tmpdir(), "token-broker-update-"));
	await cp(inject("extensions")[browser], directory, { recursive: true });
	const path = join(directory, "manifest.json");
	const manifest = JSON.parse(await readFile(path, "utf8"));
	let made = 0;
	return {
		install: async ({ browser: running, extensionId }) => {
			made += 1;
			const version = `999.0.${made}`;
			await writeFile(path, JSON.stringify({ ...manifest, version }));
			const id = await running.installExtension(directory);
			if (id !== extensionId) throw new Error(`The update became another extension: ${id}`);
			return version;
		},
		[Symbol.asyncDispose]: () => rm(directory, { recursive: true, force: true }),
	};
}
