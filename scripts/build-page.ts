import { copyFile, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build, type Plugin } from "vite";
import packageFile from "../package.json" with { type: "json" };
import { CHROMIUM_ID } from "./extension-id.ts";
import { writePageTypes } from "./page-types.ts";

/** What the page library may weigh at most, gzipped, in bytes. */
export const LARGEST_LIBRARY = 2048;

const root = join(import.meta.dirname, "..");

/**
 * Leaves the page library in `dist/page` (or another directory), ready to be packed: `index.js`, `testing.js`, their
 * types, `package.json`, the guide and the licence. Resolves with a line that says its size. Throws when the library is
 * too large, or not alone.
 */
export async function buildPage(directory = join(root, "dist/page")): Promise<string> {
	await rm(directory, { recursive: true, force: true });
	for (const entry of ["index", "testing"]) await bundle(entry, directory);
	await writePageTypes(root, directory);
	await writeFile(join(directory, "package.json"), `${JSON.stringify(pagePackage(), null, "\t")}\n`);
	await copyFile(join(root, "docs/use-from-a-page.md"), join(directory, "README.md"));
	await copyFile(join(root, "LICENSE"), join(directory, "LICENSE"));
	const library = await readFile(join(directory, "index.js"));
	const size = gzipSync(library, { level: 9 }).length;
	refuse(size > LARGEST_LIBRARY, `The page library has ${size} bytes gzipped, more than ${LARGEST_LIBRARY}.`);
	refuse(/\bimport\b/.test(library.toString()), "The page library must import nothing.");
	return `dist/page: index.js, ${library.length} bytes, ${size} gzipped (at most ${LARGEST_LIBRARY})`;
}

/** One file: `testing.js` alone imports anything, and that is `index.js`, for the one class of errors. */
const besideIndex: Plugin = {
	name: "beside-index",
	enforce: "pre",
	resolveId: (source) => (source === "./index.ts" ? { id: "./index.js", external: true } : null),
};

async function bundle(entry: string, directory: string): Promise<void> {
	await build({
		root,
		configFile: false,
		logLevel: "warn",
		publicDir: false,
		define: { EXTENSION_ID: JSON.stringify(CHROMIUM_ID) },
		plugins: [besideIndex],
		build: {
			outDir: directory,
			emptyOutDir: false,
			target: "es2022",
			lib: { entry: `src/page/${entry}.ts`, formats: ["es"], fileName: () => `${entry}.js` },
			// What vite minifies for `es` keeps its white space.
			rolldownOptions: { output: { minify: true, comments: false } },
		},
	});
}

function pagePackage(): object {
	const { version, license } = packageFile;
	return {
		name: "token-broker-page",
		version,
		description: "What a web page imports to ask the Token Broker extension for a person's OAuth tokens.",
		license,
		type: "module",
		sideEffects: false,
		exports: {
			".": { types: "./index.d.ts", default: "./index.js" },
			"./testing": { types: "./testing.d.ts", default: "./testing.js" },
		},
		types: "./index.d.ts",
	};
}

function refuse(wrong: boolean, message: string): void {
	if (wrong) throw new Error(message);
}
