import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { openGallery } from "../test/ui/gallery/open.ts";
import { STATES } from "../test/ui/gallery/states.ts";
import { findBrowser } from "./browsers.ts";

const directory = "docs/screenshots";
const themes = ["light", "dark"] as const;
const languages = ["en", "ru"] as const;

/** Takes a picture of every state of the three pages, in both themes and languages, into docs/screenshots. */
async function takeScreenshots(): Promise<void> {
	await rm(directory, { recursive: true, force: true });
	await mkdir(directory, { recursive: true });
	await using gallery = await openGallery(await findBrowser("chrome"));
	for (const [name, { page: kind, part }] of Object.entries(STATES)) {
		for (const theme of themes) {
			for (const language of languages) {
				const page = await gallery.show(name, { theme, language });
				// A consent window is disarmed when it appears; the picture is of what a person then uses.
				if (kind === "consent") await page.waitForSelector("button.primary[aria-disabled=false]");
				const path = join(directory, `${name}-${language}-${theme}.png` as const);
				// A popup is as high as its content.
				const pictured = part ?? (kind === "popup" ? "body" : undefined);
				if (pictured) await (await page.$(pictured))?.screenshot({ path });
				else await page.screenshot({ path, fullPage: kind === "options" });
			}
		}
	}
	console.log(`${Object.keys(STATES).length * themes.length * languages.length} pictures in ${directory}`);
}

await takeScreenshots();
