import { readFile } from "node:fs/promises";
import type { Handle } from "./listen.ts";

/** What the demo site has to know. */
export type SiteOptions = {
	/** Chromium's id of the extension; the page cannot find it out by itself. */
	readonly extensionId: string;
	/** Folder of the built page library, served under `/passport/`. */
	readonly libraryFolder?: URL;
};

const FILES: Readonly<Record<string, readonly [file: string, type: string]>> = {
	"/": ["index.html", "text/html; charset=utf-8"],
	"/demo.js": ["demo.js", "text/javascript; charset=utf-8"],
	"/ask.js": ["ask.js", "text/javascript; charset=utf-8"],
	"/methods.js": ["methods.js", "text/javascript; charset=utf-8"],
	"/demo.css": ["demo.css", "text/css; charset=utf-8"],
};

const FOLDER = new URL("./site/", import.meta.url);
const LIBRARY_FOLDER = new URL("../dist/page/", import.meta.url);

/** The demo site: static files, `/config.json` with the extension's id, and the page library as it was built. */
export function createSite({ extensionId, libraryFolder = LIBRARY_FOLDER }: SiteOptions): Handle {
	return async (request) => {
		const { pathname } = new URL(request.url);
		if (pathname === "/config.json") return Response.json({ extensionId });
		const library = /^\/passport\/([a-z-]+\.js)$/.exec(pathname)?.[1];
		if (library !== undefined) return send(new URL(library, libraryFolder), "text/javascript; charset=utf-8");
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
