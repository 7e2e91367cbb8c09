import { describe, expect, it } from "vitest";
import { readReport, type Step, walk } from "../../scripts/steps.ts";

const holds = (name: string, passed: number): Step => ({
	name,
	run: async () => ({ passed, failed: 0, output: "quiet" }),
});

async function walkAll(steps: readonly Step[]) {
	const said: string[] = [];
	const sum = await walk(
		steps,
		(line) => said.push(line),
		() => 0,
	);
	return { said, sum };
}

describe("walk", () => {
	it("stops after the step that failed and shows its output", async () => {
		const fails: Step = { name: "unit", run: async () => ({ passed: 2, failed: 1, output: "why\n" }) };
		const { said, sum } = await walkAll([holds("lint", 1), fails, holds("never", 1)]);
		expect(sum).toEqual({ passed: 3, failed: 1 });
		expect(said).toEqual(["ok      lint: 1 of 1 (0.0 s)", "FAILED  unit: 2 of 3 (0.0 s)", "why"]);
	});

	it("counts a step that throws as one failed test", async () => {
		const throws: Step = { name: "build", run: () => Promise.reject(new Error("no source")) };
		const { said, sum } = await walkAll([throws]);
		expect(sum).toEqual({ passed: 0, failed: 1 });
		expect(said.at(-1)).toBe("no source");
	});

	it("says one line for each step that holds", async () => {
		const { said, sum } = await walkAll([holds("lint", 1), holds("unit", 40)]);
		expect(sum).toEqual({ passed: 41, failed: 0 });
		expect(said).toHaveLength(2);
	});
});

describe("readReport", () => {
	it.each<[string, string, boolean, number, number]>([
		["no report at all", "{}", false, 0, 1],
		["a file that cannot be loaded", '{"numPassedTests":3,"numFailedTests":0}', false, 3, 1],
		["two failed tests", '{"numPassedTests":3,"numFailedTests":2}', false, 3, 2],
		["a good run", '{"numPassedTests":3,"numFailedTests":0}', true, 3, 0],
	])("counts %s", (_name, report, ok, passed, failed) => {
		expect(readReport(report, ok)).toEqual({ passed, failed });
	});
});
