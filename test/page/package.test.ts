import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildPage } from "../../scripts/build-page.ts";
import { runTool } from "../../scripts/run-tool.ts";

/** The library as somebody else installs it: from its tarball, into a project that has nothing else. */

const run = promisify(execFile);
const root = join(import.meta.dirname, "../..");
const LONG = 60_000;
let folder = "";
let installed = "";

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "page-package-"));
	installed = join(folder, "node_modules/token-broker-page");
	await buildPage(join(folder, "built"));
	const { stdout } = await run("npm", ["pack", "./built", "--json", "--ignore-scripts"], { cwd: folder });
	const [{ filename }] = JSON.parse(stdout);
	await mkdir(installed, { recursive: true });
	await run("tar", ["-xzf", filename, "--strip-components=1", "-C", installed], { cwd: folder });
}, LONG);

afterAll(() => rm(folder, { recursive: true, force: true }));

const load = (file: string): Promise<Record<string, unknown>> =>
	import(/* @vite-ignore */ pathToFileURL(join(installed, file)).href);

describe("the packed page library", () => {
	it("holds the two modules, their types, the guide and the licence", async () => {
		expect((await readdir(installed)).sort()).toEqual([
			...["LICENSE", "README.md", "index.d.ts", "index.js", "package.json"],
			...["testing.d.ts", "testing.js", "types"],
		]);
	});

	it("exports connect and PassportError, and nothing else is needed", async () => {
		expect(Object.keys(await load("index.js")).sort()).toEqual(["PassportError", "connect"]);
		expect(await readFile(join(installed, "index.js"), "utf8")).not.toMatch(/\bimport\b|\brequire\b/);
	});

	it("is harmless on a server, where there is no window: connect says broker_not_found", async () => {
		const library = (await load("index.js")) as Pick<
			typeof import("../../src/page/index.ts"),
			"connect" | "PassportError"
		>;
		expect(globalThis).not.toHaveProperty("window");
		const thrown = await library.connect().catch((error: unknown) => error);
		expect(thrown).toBeInstanceOf(library.PassportError);
		expect(thrown).toMatchObject({ code: "broker_not_found" });
		await expect(library.connect({ signal: AbortSignal.abort("gone") })).rejects.toBe("gone");
	});

	it("brings a stand-in whose errors are the library's own", async () => {
		const { PassportError } = (await load("index.js")) as { PassportError: new () => Error };
		const { createTestPassport } = (await load("testing.js")) as typeof import("../../src/page/testing.ts");
		const refused = await createTestPassport()
			.getToken()
			.catch((thrown: unknown) => thrown);
		expect(refused).toBeInstanceOf(PassportError);
	});

	it.each(["bundler", "nodenext"])(
		"has types that stand alone, resolved as %s does",
		async (resolution) => {
			const source = await readFile(join(import.meta.dirname, "types.test-d.ts"), "utf8");
			const page = source
				.replace("../../src/page/index.ts", "token-broker-page")
				.replace("../../src/page/testing.ts", "token-broker-page/testing");
			await writeFile(join(folder, "page.mts"), page);
			const module = resolution === "bundler" ? "esnext" : resolution;
			const compilerOptions = {
				...{ module, moduleResolution: resolution, target: "es2022", lib: ["es2022", "dom"], types: [] },
				...{ strict: true, exactOptionalPropertyTypes: true, skipLibCheck: false, noEmit: true },
			};
			await writeFile(
				join(folder, "tsconfig.json"),
				JSON.stringify({ compilerOptions, files: ["page.mts"] }),
			);
			const { ok, output } = await runTool(root, "tsc", ["-p", folder]);
			expect(output).toBe("");
			expect(ok).toBe(true);
		},
		LONG,
	);
});
