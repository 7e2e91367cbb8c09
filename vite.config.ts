import { crx, type ManifestV3Export } from "@crxjs/vite-plugin";
import { defineConfig, type UserConfig } from "vite";
import packageFile from "./package.json" with { type: "json" };
import type { Browser } from "./scripts/browsers.ts";
import { manifestFor } from "./scripts/manifest.ts";

const relay = "src/relay/index.ts";

/** `vite build --mode chrome` or `--mode firefox` leaves an extension in `dist/<mode>`. */
export default defineConfig(({ mode }) => {
	if (mode === "chrome" || mode === "firefox") return extension(mode);
	throw new Error(`There is nothing to build in mode "${mode}".`);
});

function vendor(file: string): string {
	const path = file.replaceAll("\\", "/").split("node_modules/").at(-1) ?? "";
	return `vendor-${path.split("/")[0]}`;
}

/** As JSON, because the types of crx want the very values where TypeScript sees strings in manifest.json. */
function readManifest(browser: Browser): ManifestV3Export {
	return JSON.parse(JSON.stringify(manifestFor(browser, packageFile.version)));
}

function extension(browser: Browser): UserConfig {
	return {
		plugins: [
			crx({
				manifest: readManifest(browser),
				browser,
				// One classic script under its own name: it must run before the page's scripts, and the
				// background registers it by that name (src/relay/index.js) for further sites.
				contentScripts: { standaloneFiles: [relay] },
			}),
		],
		build: {
			outDir: `dist/${browser}`,
			target: browser === "chrome" ? "chrome127" : "firefox140",
			// Whoever reviews the extension reads what runs; the time to start does not depend on the size.
			minify: false,
			modulePreload: false,
			assetsInlineLimit: 0,
			rolldownOptions: {
				// The manifest names the other pages; this one is only ever opened by the background.
				input: { consent: "src/consent/index.html" },
				output: {
					// Code that is not ours has files of its own names, so that a check can tell whose a warning is.
					codeSplitting: { groups: [{ name: vendor, debugName: "vendor", test: /node_modules/ }] },
				},
			},
		},
	};
}
