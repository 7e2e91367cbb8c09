/** How one step of `npm test` ended: how many tests held or not, and what to show when one did not. */
export type Outcome = { passed: number; failed: number; output: string };

/** A step of `npm test`. A step that throws counts as one failed test, its message being the output. */
export type Step = { name: string; run: () => Promise<Outcome> };

/**
 * Walks the steps in their order and stops after the first that fails, as the later ones build on it.
 * Says one line for each step, and the output of one that failed. `now` is in milliseconds.
 */
export async function walk(
	steps: readonly Step[],
	say: (line: string) => void,
	now: () => number,
): Promise<{ passed: number; failed: number }> {
	const sum = { passed: 0, failed: 0 };
	for (const { name, run } of steps) {
		const start = now();
		const { passed, failed, output } = await run().catch(asOutcome);
		sum.passed += passed;
		sum.failed += failed;
		const seconds = ((now() - start) / 1000).toFixed(1);
		say(`${failed === 0 ? "ok    " : "FAILED"}  ${name}: ${passed} of ${passed + failed} (${seconds} s)`);
		if (failed === 0) continue;
		say(output.trimEnd());
		break;
	}
	return sum;
}

function asOutcome(error: unknown): Outcome {
	return { passed: 0, failed: 1, output: error instanceof Error ? error.message : String(error) };
}

/**
 * Counts the tests in a JSON report of vitest. A run that failed for another reason than a test (a file that
 * cannot be loaded, an error outside of any test, no report at all) counts as one failed test.
 */
export function readReport(report: string, ok: boolean): { passed: number; failed: number } {
	const { numPassedTests = 0, numFailedTests = 0 }: Record<string, number> = JSON.parse(report);
	return { passed: numPassedTests, failed: ok ? numFailedTests : Math.max(1, numFailedTests) };
}
