import puppeteer from "puppeteer";
import type { Launch, Started } from "./launch.ts";

/**
 * Starts Chromium with the extension. An unpacked extension is installed anew at each start; its id comes from its
 * key, so that it finds its data of the same profile again.
 */
export async function startChrome({
	executablePath,
	hosts,
	extension,
	profile,
	headless = true,
	handleSIGINT = true,
}: Launch): Promise<Started> {
	const browser = await puppeteer.launch({
		executablePath,
		headless,
		handleSIGINT,
		userDataDir: profile,
		pipe: true,
		enableExtensions: true,
		acceptInsecureCerts: true,
		// Windows keep the size that the extension gives them.
		defaultViewport: null,
		args: flags(hosts),
		// The tests look for English words, whatever this machine speaks.
		env: { ...process.env, LANGUAGE: "en-US" },
	});
	try {
		const extensionId = await browser.installExtension(extension);
		const ownOrigin = `chrome-extension://${extensionId}`;
		const open = async (url: string) => {
			const page = await browser.newPage();
			await page.goto(url);
			return page;
		};
		return { browser, extensionId, ownOrigin, open, close: () => browser.close() };
	} catch (error) {
		await browser.close();
		throw error;
	}
}

function flags(hosts: Launch["hosts"]): string[] {
	const mapped = [...hosts].map(([name, port]) => `MAP ${name} 127.0.0.1:${port}`);
	const rules = ["EXCLUDE localhost", "EXCLUDE 127.0.0.1", ...mapped, "MAP * ~NOTFOUND"];
	return [
		`--host-resolver-rules=${rules.join(", ")}`,
		"--lang=en-US",
		"--ignore-certificate-errors",
		"--disable-background-networking",
		"--disable-component-update",
		"--disable-sync",
		"--no-first-run",
		"--no-default-browser-check",
		// Chromium's sandbox refuses to start as root, which is what a container usually is.
		...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
	];
}
