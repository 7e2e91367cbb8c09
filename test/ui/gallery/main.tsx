import { type JSX, render } from "preact";
import { App as Consent } from "../../../src/consent/App.tsx";
import { App as Options } from "../../../src/options/App.tsx";
import { App as Popup } from "../../../src/popup/App.tsx";
import { type StandIn, standIn } from "./stand-in.ts";
import type { Answers, State } from "./state.ts";
import { STATES } from "./states.ts";

/** What a test finds in the page as `gallery`: the background's stand-in, and what went to the browser. */
export interface Gallery {
	answers: Answers;
	asked: StandIn["asked"];
	change(): void;
	/** What was copied, saved, closed, opened or asked of the browser, in order. */
	done: string[];
	/** What the browser says when it is asked for permission. */
	permits: boolean;
	/** Lets the time pass that the options page waits for. */
	elapse(): void;
}

const wanted = new URL(location.href).searchParams;
const state = STATES[wanted.get("state") ?? ""];
if (!state) throw new Error("The address names no state of the gallery.");
const done: string[] = [];
const note = async (what: string) => {
	done.push(what);
};
const { host, answers, asked, change } = standIn(state.answers, wanted.get("language") ?? "en", (text) =>
	note(`copy ${text}`),
);
const waiting = new Set<() => void>();
const elapse = () => {
	for (const end of waiting) end();
};
const gallery: Gallery = { answers, asked, change, done, permits: true, elapse };
Object.assign(globalThis, { gallery });

const requestOrigins = (origins: string[]) =>
	note(`request ${origins.join(" ")}`).then(() => gallery.permits);

function pageOf({ page, site }: State): JSX.Element {
	switch (page) {
		case "popup":
			return (
				<Popup
					host={{
						...host,
						currentSite: () => Promise.resolve(site),
						openOptions: () => note("open options"),
						requestOrigins,
					}}
				/>
			);
		case "options":
			return (
				<Options
					host={{
						...host,
						requestOrigins,
						save: (fileName) => void note(`save ${fileName}`),
						after: (_, end) => {
							waiting.add(end);
							return () => waiting.delete(end);
						},
					}}
				/>
			);
		case "consent":
			return (
				<Consent
					host={{
						...host,
						promptId: "p1",
						close: () => void note("close"),
						after: (milliseconds, end) => {
							const timer = setTimeout(end, milliseconds);
							return () => clearTimeout(timer);
						},
					}}
				/>
			);
	}
}

render(pageOf(state), document.body);
