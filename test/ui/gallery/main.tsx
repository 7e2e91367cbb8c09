import { render } from "preact";
import { App as Consent } from "../../../src/consent/App.tsx";
import { App as Options } from "../../../src/options/App.tsx";
import { App as Popup } from "../../../src/popup/App.tsx";
import { standIn } from "./stand-in.ts";
import { STATES } from "./states.ts";

/** Shows the state and language that the address names: `?state=popup-one&language=ru`. */
const wanted = new URL(location.href).searchParams;
const state = STATES[wanted.get("state") ?? ""];
if (!state) throw new Error("The address names no state of the gallery.");
const host = standIn(state.answers, wanted.get("language") ?? "en");
Object.assign(globalThis, { asked: host.asked });

const after = (time: number, done: () => void) => {
	const timer = setTimeout(done, time);
	return () => clearTimeout(timer);
};

switch (state.page) {
	case "popup":
		render(
			<Popup
				host={{
					...host,
					currentSite: () => Promise.resolve(state.site),
					openOptions: () => Promise.resolve(),
					requestOrigins: () => Promise.resolve(true),
				}}
			/>,
			document.body,
		);
		break;
	case "options":
		render(
			<Options
				host={{
					...host,
					requestOrigins: () => Promise.resolve(true),
					copy: () => Promise.resolve(),
					save: () => undefined,
					after: (seconds, done) => after(seconds * 1000, done),
				}}
			/>,
			document.body,
		);
		break;
	case "consent":
		render(
			<Consent
				host={{
					...host,
					promptId: "p1",
					close: () => document.body.replaceChildren("closed"),
					after,
				}}
			/>,
			document.body,
		);
}
