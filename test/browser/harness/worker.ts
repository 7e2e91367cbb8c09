import type { Target } from "puppeteer";
import type { Stage } from "./stage.ts";

/** Runs a script inside Chromium's background, which must be running. */
export async function runInWorker({ browser, extensionId }: Stage, script: string): Promise<void> {
	const isWorker = (target: Target) =>
		target.type() === "service_worker" && target.url().includes(extensionId);
	const session = await (await browser.waitForTarget(isWorker)).createCDPSession();
	await session.send("Runtime.evaluate", { expression: script });
	// While something is attached, the worker's next life could not be told from this one.
	await session.detach();
}

/** Does something inside the background; starts it when it does not run. */
export async function inWorker(stage: Stage, task: () => void): Promise<void> {
	const options = await stage.openOptions();
	await runInWorker(stage, `(${task})()`);
	await options.close();
}

/**
 * Puts the background's clock so many seconds ahead, until it ends: what would happen then happens now. The server
 * and the browser keep their time.
 */
export function putClockAhead(stage: Stage, seconds: number): Promise<void> {
	return runInWorker(stage, `{ const { now } = Date; Date.now = () => now() + ${seconds} * 1000; }`);
}
