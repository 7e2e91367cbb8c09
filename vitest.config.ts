import { defineConfig } from "vitest/config";

/** Two kinds of test: pure ones, which are many and quick, and stories in real browsers. */
export default defineConfig({
	test: {
		projects: [
			{
				test: {
					name: "unit",
					environment: "node",
					include: ["test/**/*.test.ts"],
					exclude: ["test/browser/**"],
				},
			},
			{
				test: {
					name: "browser",
					environment: "node",
					include: ["test/browser/**/*.test.ts"],
					globalSetup: ["test/browser/harness/global-setup.ts"],
					// Browsers wait more than they work: two at a time keep a small machine busy.
					maxWorkers: 2,
					testTimeout: 60_000,
					hookTimeout: 60_000,
				},
			},
		],
	},
});
