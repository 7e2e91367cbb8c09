import puppeteer, { type Browser } from "puppeteer";
import type { Launch, Started } from "./launch.ts";
import { openProxy } from "./proxy.ts";

/** Firefox makes up the host of an extension's pages; the tests need to know it. */
const ownHost = "3f1a9c1e-5f0b-4c55-9a52-8d5d3f2b7a10";

/** Starts Firefox with the extension, whose own pages have one origin in every start. */
export async function startFirefox({
	executablePath,
	hosts,
	extension,
	profile,
	extensionId,
}: Launch & { extensionId: string }): Promise<Started> {
	const proxy = await openProxy(hosts);
	const browser = await puppeteer.launch({
		browser: "firefox",
		executablePath,
		userDataDir: profile,
		acceptInsecureCerts: true,
		defaultViewport: null,
		// The extension's own pages are out of reach without it.
		args: ["--remote-allow-system-access"],
		extraPrefsFirefox: preferences(proxy.port, extensionId),
	});
	const close = async () => {
		await browser.close();
		await proxy[Symbol.asyncDispose]();
	};
	try {
		await browser.installExtension(extension);
		const ownOrigin = `moz-extension://${ownHost}`;
		return { browser, extensionId, ownOrigin, open: (url) => open(browser, url), close };
	} catch (error) {
		await close();
		throw error;
	}
}

function preferences(proxyPort: number, extensionId: string) {
	return {
		"network.proxy.type": 1,
		"network.proxy.http": "127.0.0.1",
		"network.proxy.http_port": proxyPort,
		"network.proxy.ssl": "127.0.0.1",
		"network.proxy.ssl_port": proxyPort,
		"network.proxy.no_proxies_on": "localhost, 127.0.0.1",
		"extensions.webextensions.uuids": JSON.stringify({ [extensionId]: ownHost }),
		"extensions.webextensions.keepUuidOnUninstall": true,
		// A real click still has to ask for an optional permission; the browser's own prompt cannot be pressed here.
		"extensions.webextOptionalPermissionPrompts": false,
		"intl.locale.requested": "en-US",
	};
}

/** Firefox tells nothing about the loading of an extension's page, so its document is waited for instead. */
async function open(browser: Browser, url: string) {
	const page = await browser.newPage();
	await page.goto(url, url.startsWith("moz-extension:") ? { waitUntil: [] } : {});
	await page.waitForSelector("body");
	return page;
}
