import type english from "../../public/_locales/en/messages.json";
import type { Spoken } from "./language.ts";

/** The name of a message in `_locales`. */
export type MessageKey = keyof typeof english;

/** A `messages.json` of `_locales`, in the browsers' own format. */
export type Messages = Readonly<Record<string, { message: string }>>;

/** What the pages say, in one language. Times are in seconds since 1970. */
export interface Words {
	language: Spoken;
	/** The message under this name, with its `$placeholders$` replaced. */
	t(key: MessageKey, values?: Readonly<Record<string, string>>): string;
	/** A day and time, such as "3 Nov 2026, 14:05". */
	moment(seconds: number): string;
	/** How far from `now`: "5 minutes ago", "in 2 hours". */
	distance(seconds: number, now: number): string;
	number(value: number): string;
}

const UNITS: readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
	["year", 31_536_000],
	["month", 2_592_000],
	["day", 86_400],
	["hour", 3600],
	["minute", 60],
];

/** The words of one language. A name without a message (which a test rules out) stands for itself. */
export function createWords(language: Spoken, messages: Messages): Words {
	// Made when first wanted: each takes a noticeable part of the time in which the popup opens.
	const moments = once(() => new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }));
	const distances = once(() => new Intl.RelativeTimeFormat(language, { numeric: "auto" }));
	const numbers = once(() => new Intl.NumberFormat(language));
	return {
		language,
		t: (key, values = {}) => fill(messages[key]?.message ?? key, values),
		moment: (seconds) => moments().format(seconds * 1000),
		distance: (seconds, now) => distances().format(...inLargestUnit(seconds - now)),
		number: (value) => numbers().format(value),
	};
}

function once<T>(make: () => T): () => T {
	let made: T | undefined;
	return () => {
		made ??= make();
		return made;
	};
}

function fill(message: string, values: Readonly<Record<string, string>>): string {
	return message.replace(/\$([a-z]+)\$/g, (whole, name: string) => values[name] ?? whole);
}

function inLargestUnit(seconds: number): [value: number, unit: Intl.RelativeTimeFormatUnit] {
	const found = UNITS.find(([, size]) => Math.abs(seconds) >= size);
	return found ? [Math.trunc(seconds / found[1]), found[0]] : [0, "minute"];
}
