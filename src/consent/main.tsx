import { render } from "preact";
import browser from "webextension-polyfill";
import { createHost } from "../ui/host.ts";
import { App } from "./App.tsx";

const host = {
	...createHost(browser),
	promptId: new URL(location.href).searchParams.get("id") ?? "",
	close: () => window.close(),
	after: (milliseconds: number, done: () => void) => {
		const timer = setTimeout(done, milliseconds);
		return () => clearTimeout(timer);
	},
};

render(<App host={host} />, document.body);
