import { readFile } from "node:fs/promises";
import type { Handle } from "./listen.ts";

const FILES: Readonly<Record<string, readonly [file: string, type: string]>> = {
	"/": ["index.html", "text/html; charset=utf-8"],
	"/demo.js": ["demo.js", "text/javascript; charset=utf-8"],
	"/ask.js": ["ask.js", "text/javascript; charset=utf-8"],
	"/methods.js": ["methods.js", "text/javascript; charset=utf-8"],
	"/demo.css": ["demo.css", "text/css; charset=utf-8"],
};

const FOLDER = new URL("./site/", import.meta.url);
/** The built page library, served under `/passport/`. */
const LIBRARY_FOLDER = new URL("../dist/page/", import.meta.url);

/** The demo site: static files, and the page library as it was built. */
export function createSite(): Handle {
	return async (request) => {
		const { pathname } = new URL(request.url);
		const library = /^\/passport\/([a-z-]+\.js)$/.exec(pathname)?.[1];
		if (library !== undefined)
			return send(new URL(library, LIBRARY_FOLDER), "text/javascript; charset=utf-8");
		const [file, type] = FILES[pathname] ?? [];
		return file === undefined || type === undefined ? notFound() : send(new URL(file, FOLDER), type);
	};
}

async function send(file: URL, type: string): Promise<Response> {
	try {
		const headers = { "content-type": type, "cache-control": "no-store" };
		return new Response(await readFile(file), { headers });
	} catch {
		return notFound();
	}
}

function notFound(): Response {
	return new Response("not found", { status: 404 });
}
