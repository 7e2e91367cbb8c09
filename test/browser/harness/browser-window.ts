import type { Browser } from "puppeteer";

/** Firefox's own windows, around the pages: what a person does with their toolbars and menus, no page can do. */

type Context = { context: string };
type Evaluated =
	| { type: "success"; result: { value?: unknown } }
	| { type: "exception"; exceptionDetails: object };

/** As much of puppeteer's connection to Firefox as is needed; its types keep it to itself. */
type Bidi = {
	connection: {
		send(method: "browsingContext.getTree", params: object): Promise<{ result: { contexts: Context[] } }>;
		send(method: "script.evaluate", params: object): Promise<{ result: Evaluated }>;
	};
};

/** Runs a script in the oldest window of Firefox itself and resolves with its value: text, a number or nothing. */
export async function inBrowserWindow(browser: Browser, script: string): Promise<unknown> {
	const { connection } = browser as unknown as Bidi;
	const tree = await connection.send("browsingContext.getTree", { "moz:scope": "chrome" });
	const [window] = tree.result.contexts;
	const target = { context: window?.context };
	const params = { expression: script, awaitPromise: true, target };
	const { result } = await connection.send("script.evaluate", params);
	if (result.type === "exception") throw new Error(JSON.stringify(result.exceptionDetails));
	return result.result.value;
}
