import { readFile, rm } from "node:fs/promises";
import { extname, join } from "node:path";
import puppeteer, { type Page } from "puppeteer";
import manifest from "../../../manifest.json" with { type: "json" };
import { listen } from "../../../sandbox/listen.ts";
import { buildGallery } from "./build.ts";
import { STATES } from "./states.ts";

/** How a state is looked at. */
export interface View {
	language: "en" | "ru";
	theme: "light" | "dark";
	/** In pixels; left out, as wide as the page is in life. */
	width?: number;
}

/** A browser that shows the gallery. Disposing it closes all. */
export interface OpenGallery extends AsyncDisposable {
	/** Shows a state in a new tab, in place of the one before, and waits until it has content. */
	show(state: string, view?: View): Promise<Page>;
}

const SIZES = {
	popup: { width: 360, height: 600 },
	options: { width: 1100, height: 800 },
	consent: { width: 420, height: 600 },
} as const;

const TYPES: Readonly<Record<string, string>> = {
	".html": "text/html; charset=utf-8",
	".js": "text/javascript; charset=utf-8",
	".css": "text/css; charset=utf-8",
};

/** Builds the gallery, serves it under the extension's own content security policy and starts a browser. */
export async function openGallery(executablePath: string): Promise<OpenGallery> {
	const directory = await buildGallery();
	const server = await listen((request) => serveFile(directory, new URL(request.url).pathname));
	const browser = await puppeteer.launch({
		executablePath,
		args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
	});
	let last: Page | undefined;
	return {
		async show(state, view = { language: "en", theme: "light" }) {
			await last?.close();
			const page = await browser.newPage();
			last = page;
			await page.emulateMediaFeatures([
				{ name: "prefers-color-scheme", value: view.theme },
				{ name: "prefers-reduced-motion", value: "reduce" },
			]);
			const kind = STATES[state]?.page ?? "popup";
			await page.setViewport({ ...SIZES[kind], ...(view.width && { width: view.width }) });
			await page.goto(`${server.origin}/${kind}.html?state=${state}&language=${view.language}`);
			await page.waitForSelector("main");
			for (const selector of STATES[state]?.press ?? []) await page.locator(selector).click();
			if (STATES[state]?.press) {
				await page.evaluate("gallery.change(); scrollTo(0, 0)");
				await page.mouse.move(0, 0);
			}
			// Visible, and so with its room in the layout, which a picture of the whole page goes by.
			await page.waitForSelector(STATES[state]?.shows ?? "main", { visible: true });
			return page;
		},
		async [Symbol.asyncDispose]() {
			await browser.close();
			await server.close();
			await rm(directory, { recursive: true, force: true });
		},
	};
}

async function serveFile(directory: string, path: string): Promise<Response> {
	const type = TYPES[extname(path)];
	if (type === undefined || path.includes("..")) return new Response(null, { status: 404 });
	return new Response(await readFile(join(directory, path)), {
		headers: {
			"content-type": type,
			"content-security-policy": manifest.content_security_policy.extension_pages,
		},
	});
}
