import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, posix } from "node:path";
import { runTool } from "./run-tool.ts";

/**
 * Writes the types of the page library: `index.d.ts` and `testing.d.ts`, and in `types` beside them only what these two
 * lead to. Nothing in them points outside. Throws with the compiler's output.
 */
export async function writePageTypes(root: string, directory: string): Promise<void> {
	const emitted = await mkdtemp(join(tmpdir(), "page-types-"));
	try {
		const { ok, output } = await runTool(root, "tsc", ["-p", "src/page/tsconfig.json", "--outDir", emitted]);
		if (!ok) throw new Error(`The types of the page library could not be written.\n${output}`);
		for (const entry of ["index", "testing"]) {
			await copyReachable(emitted, join(directory, "types"), `page/${entry}.ts`);
			await writeFile(join(directory, `${entry}.d.ts`), `export * from "./types/page/${entry}.js";\n`);
		}
	} finally {
		await rm(emitted, { recursive: true, force: true });
	}
}

const SPECIFIER = /(?<=\bfrom "|\bimport\("|^import ")[^"]+(?=")/gm;

/** Copies the types of one source, and of each that it names, all of which must be relative. */
async function copyReachable(
	from: string,
	to: string,
	source: string,
	seen = new Set<string>(),
): Promise<void> {
	if (seen.has(source)) return;
	seen.add(source);
	const path = source.replace(/\.ts$/, ".d.ts");
	const text = await readFile(join(from, path), "utf8");
	for (const [specifier] of text.matchAll(SPECIFIER)) {
		if (!specifier.startsWith(".")) throw new Error(`The page library's types must not need ${specifier}.`);
		await copyReachable(from, to, posix.join(posix.dirname(source), specifier), seen);
	}
	await mkdir(dirname(join(to, path)), { recursive: true });
	await writeFile(
		join(to, path),
		text.replace(SPECIFIER, (specifier) => specifier.replace(/\.ts$/, ".js")),
	);
}
