import english from "../../../public/_locales/en/messages.json" with { type: "json" };
import russian from "../../../public/_locales/ru/messages.json" with { type: "json" };
import { fromErrorObject } from "../../../src/contract/errors.ts";
import type { Ask } from "../../../src/ui/ask.ts";
import type { Host } from "../../../src/ui/host.ts";
import { NOW } from "./fixtures.ts";
import type { Answers } from "./state.ts";

/** A background that answers from a table, and what a test can see of it and do to it. */
export interface StandIn {
	host: Host;
	answers: Answers;
	/** What was asked, in order. */
	asked: { method: string; params: unknown }[];
	/** Says that something changed: after `answers` were changed. */
	change(): void;
}

/** @see StandIn */
export function standIn(answers: Answers, language: string, copy: Host["copy"]): StandIn {
	const asked: StandIn["asked"] = [];
	const listeners = new Set<() => void>();
	const ask: Ask = (method, params) => {
		asked.push({ method, params });
		const failure = answers.failures?.[method];
		if (failure) return Promise.reject(fromErrorObject(failure));
		const answer: unknown = answers[method];
		if (answer === "never") return new Promise(() => undefined);
		const value: unknown = typeof answer === "function" ? answer(params) : (answer ?? {});
		// A table's row has the type of its method, which a lookup by a type parameter cannot show.
		return Promise.resolve(value as never);
	};
	const host: Host = {
		ask,
		onChanged: (listener) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		browserLanguage: language,
		loadMessages: (spoken) => Promise.resolve(spoken === "ru" ? russian : english),
		now: () => NOW,
		copy,
	};
	const change = () => {
		for (const listener of listeners) listener();
	};
	return { host, answers, asked, change };
}
