import { readFile } from "node:fs/promises";
import type { Page } from "puppeteer";
import type { Handle } from "../../../sandbox/listen.ts";

/** A document that a site of a test serves: HTML for the body, and headers such as a `Content-Security-Policy`. */
export type Document = { body?: string; headers?: Readonly<Record<string, string>> };

/** Where every site serves the page library, as it is built. */
const LIBRARY = "/passport/index.js";

/** A site with these documents by path; every other path is the same plain page. */
export function site(documents: Readonly<Record<string, Document>> = {}): Handle {
	return async (request) => {
		const { pathname } = new URL(request.url);
		if (pathname === "/favicon.ico") return new Response(null, { status: 204 });
		if (pathname === LIBRARY) return library();
		const { body = "<h1>A site</h1>", headers = {} } = documents[pathname] ?? {};
		const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>${pathname}</title>${body}</html>`;
		return new Response(html, { headers: { "content-type": "text/html; charset=utf-8", ...headers } });
	};
}

async function library(): Promise<Response> {
	const script = await readFile("dist/page/index.js", "utf8");
	return new Response(script, { headers: { "content-type": "text/javascript; charset=utf-8" } });
}

/** A reply of the contract, or the browser's own refusal to carry the message. */
export type Heard = { result?: unknown; error?: { code: string; [key: string]: unknown } } & {
	passport?: 1;
	id?: string;
	/** Set when the browser did not deliver: its own words. */
	undelivered?: string;
};

/** Where a page or a frame runs script; a frame of a page is asked the same way as the page. */
export type Script = Pick<Page, "evaluate">;

/** Says any message at all from a page's own script, as an adversary would, and resolves with what it hears. */
export function say(script: Script, extensionId: string, message: unknown): Promise<Heard> {
	return script.evaluate(
		(id, sent) =>
			new Promise<Heard>((resolve) => {
				const { chrome } = globalThis as unknown as {
					chrome?: {
						runtime?: {
							sendMessage: (id: string, message: unknown, heard: (reply: Heard) => void) => void;
							lastError?: { message: string };
						};
					};
				};
				const runtime = chrome?.runtime;
				if (runtime === undefined) return resolve({ undelivered: "no chrome.runtime here" });
				runtime.sendMessage(id, sent, (reply) => {
					const { lastError } = runtime;
					resolve(lastError === undefined ? reply : { undelivered: lastError.message });
				});
			}),
		extensionId,
		message,
	);
}

/** Asks as an ordinary page does: one request of the contract, one reply. */
export function ask(
	script: Script,
	extensionId: string,
	method: string,
	params?: object,
	id?: string,
): Promise<Heard> {
	const request = { passport: 1, method, ...(params && { params }), ...(id !== undefined && { id }) };
	return say(script, extensionId, request);
}

/** Asks through the page library, which finds the extension in every browser. */
export function askWithLibrary(script: Script, method: string, params: object = {}): Promise<Heard> {
	// As text, because the test runner would rewrite the import.
	return script.evaluate(`(async () => {
		const { connect, PassportError } = await import("${LIBRARY}");
		try {
			const passport = await connect();
			return { result: await passport.${method}(${JSON.stringify(params)}) };
		} catch (thrown) {
			if (!(thrown instanceof PassportError)) throw thrown;
			const { code, message, retryable } = thrown;
			return { error: { code, message, retryable } };
		}
	})()`) as Promise<Heard>;
}
