import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "./build.ts";
import { lintFirefox } from "./lint-firefox.ts";
import { runTool } from "./run-tool.ts";
import { type Outcome, readReport, type Step, walk } from "./steps.ts";

const root = process.cwd();

/** A check either holds or throws, and counts as one test. */
function check(name: string, run: () => Promise<void>): Step {
	return { name, run: () => run().then(() => ({ passed: 1, failed: 0, output: "" })) };
}

async function tool(name: string, ...args: string[]): Promise<void> {
	const { ok, output } = await runTool(root, name, args);
	if (!ok) throw new Error(output);
}

async function runTests(project: string): Promise<Outcome> {
	const directory = await mkdtemp(join(tmpdir(), "token-broker-report-"));
	try {
		const report = join(directory, "report.json");
		const reporters = ["--reporter=minimal", "--reporter=json", `--outputFile.json=${report}`];
		const { ok, output } = await runTool(root, "vitest", ["run", "--project", project, ...reporters]);
		return { ...readReport(await readFile(report, "utf8").catch(() => "{}"), ok), output };
	} finally {
		await rm(directory, { recursive: true, force: true });
	}
}

async function buildTwice(): Promise<void> {
	const first = await build(root, () => undefined);
	const second = await build(root, (line) => console.log(`        ${line}`));
	if (first !== second) throw new Error("Two builds of one source differ.");
}

const steps: readonly Step[] = [
	check("format and lint", () => tool("biome", "check", "--error-on-warnings", ".")),
	check("types of the product", () => tool("tsc", "-p", "tsconfig.json")),
	check("types of scripts and tests", () => tool("tsc", "-p", "tsconfig.node.json")),
	{ name: "unit tests", run: () => runTests("unit") },
	check("build, the same bytes twice", buildTwice),
	check("web-ext lint", () => lintFirefox(root)),
	{ name: "browser tests", run: () => runTests("browser") },
];

const { passed, failed } = await walk(steps, (line) => console.log(line), performance.now.bind(performance));
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
