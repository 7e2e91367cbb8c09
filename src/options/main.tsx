import { render } from "preact";
import browser from "webextension-polyfill";
import { createHost } from "../ui/host.ts";
import { App } from "./App.tsx";
import { saveFile } from "./save-file.ts";

const host = {
	...createHost(browser),
	requestOrigins: (origins: string[]) => browser.permissions.request({ origins }),
	save: saveFile,
	after: (seconds: number, done: () => void) => {
		const timer = setTimeout(done, seconds * 1000);
		return () => clearTimeout(timer);
	},
};

render(<App host={host} />, document.body);
