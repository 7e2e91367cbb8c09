import { render } from "preact";
import browser from "webextension-polyfill";
import { createHost } from "../ui/host.ts";
import { App } from "./App.tsx";
import { siteOf } from "./site-of.ts";

const host = {
	...createHost(browser),
	currentSite: async () => {
		const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
		return siteOf(tab?.url);
	},
	openOptions: () => browser.runtime.openOptionsPage(),
	requestOrigins: (origins: string[]) => browser.permissions.request({ origins }),
};

render(<App host={host} />, document.body);
