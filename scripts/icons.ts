import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import puppeteer from "puppeteer";
import { findBrowser } from "./browsers.ts";

/** The sizes that manifest.json names. */
const sizes = [16, 32, 48, 128] as const;
const directory = "src/ui/icons";

/** Draws icon.svg in every size, as a browser shows it. */
async function drawIcons(): Promise<void> {
	const svg = await readFile(join(directory, "icon.svg"), "utf8");
	const browser = await puppeteer.launch({
		executablePath: await findBrowser("chrome"),
		args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
	});
	try {
		const page = await browser.newPage();
		for (const size of sizes) {
			await page.setViewport({ width: size, height: size });
			await page.setContent(`<style>body{margin:0}svg{display:block;width:100vw;height:100vh}</style>${svg}`);
			await writeFile(join(directory, `${size}.png`), await page.screenshot({ omitBackground: true }));
		}
	} finally {
		await browser.close();
	}
}

await drawIcons();
