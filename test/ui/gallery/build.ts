import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "vite";

const root = import.meta.dirname;

/** Builds the gallery into a directory of its own; says where it lies. */
export async function buildGallery(): Promise<string> {
	const outDir = await mkdtemp(join(tmpdir(), "token-broker-gallery-"));
	await build({
		root,
		base: "./",
		configFile: false,
		publicDir: false,
		logLevel: "warn",
		// tsconfig.json, where the product has this from, does not speak for test/.
		oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
		build: {
			outDir,
			target: "chrome127",
			minify: false,
			modulePreload: false,
			emptyOutDir: true,
			rolldownOptions: { input: ["popup", "options", "consent"].map((page) => join(root, `${page}.html`)) },
		},
	});
	return outDir;
}
