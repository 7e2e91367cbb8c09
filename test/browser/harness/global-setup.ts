import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { TestProject } from "vitest/node";
import { type Browser, findBrowser } from "../../../scripts/browsers.ts";

declare module "vitest" {
	interface ProvidedContext {
		executables: Record<Browser, string>;
		extensions: Record<Browser, string>;
	}
}

/** Before the browser tests: what ships must have been built, and both browsers must be there. */
export default async function setup(project: TestProject): Promise<void> {
	const extensions = { chrome: resolve("dist/chrome"), firefox: resolve("dist/firefox") };
	if (!existsSync(extensions.chrome) || !existsSync(extensions.firefox)) {
		throw new Error("Nothing is built yet: npm run build comes before the browser tests.");
	}
	project.provide("extensions", extensions);
	project.provide("executables", {
		chrome: await findBrowser("chrome"),
		firefox: await findBrowser("firefox"),
	});
}
