import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { type BuiltFile, findOpenings, findPlaces, findSecrets } from "./build-checks.ts";
import { buildPage } from "./build-page.ts";
import { runTool } from "./run-tool.ts";

/** What `npm run build` leaves in `dist`, each in a directory of its own; the modes of vite.config.ts. */
const targets = ["chrome", "firefox"] as const;

/**
 * Builds every target into `dist`, checks what was built, and resolves with a digest of all of it: the same source
 * gives the same digest. Throws with the tool's output or with what was found.
 */
export async function build(root: string, say: (line: string) => void): Promise<string> {
	const digest = createHash("sha256");
	for (const target of targets) {
		await runVite(target, root);
		const files = await readFiles(join(root, "dist", target));
		refuseFindings([...findSecrets(files), ...findPlaces(files, root), ...findOpenings(files)], target);
		for (const { path, text } of files) digest.update(JSON.stringify([target, path, text]));
		say(`dist/${target}: ${files.length} files, ${kilobytes(files)} KB`);
	}
	say(await buildPage());
	const library = await readFiles(join(root, "dist/page"));
	refuseFindings([...findSecrets(library), ...findPlaces(library, root)], "page");
	for (const { path, text } of library) digest.update(JSON.stringify(["page", path, text]));
	return digest.digest("hex");
}

async function runVite(target: string, root: string): Promise<void> {
	const { ok, output } = await runTool(root, "vite", ["build", "--mode", target, "--logLevel", "warn"]);
	if (!ok) throw new Error(`vite could not build dist/${target}.\n${output}`);
}

async function readFiles(directory: string): Promise<BuiltFile[]> {
	const entries = await readdir(directory, { recursive: true, withFileTypes: true });
	const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
	return Promise.all(
		paths.sort().map(async (path) => ({
			path: path.slice(directory.length + 1).replaceAll(sep, "/"),
			text: await readFile(path, "latin1"),
		})),
	);
}

function refuseFindings(findings: readonly string[], target: string): void {
	if (findings.length === 0) return;
	throw new Error(`dist/${target} must not ship:\n${findings.map((line) => `  ${line}`).join("\n")}`);
}

function kilobytes(files: readonly BuiltFile[]): string {
	return (files.reduce((sum, { text }) => sum + text.length, 0) / 1024).toFixed(1);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
	await build(process.cwd(), (line) => console.log(line)).catch((error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		process.exitCode = 1;
	});
}
