import * as v from "valibot";
import type { PromptAnswer, PromptView } from "../contract/control.ts";
import {
	fromErrorObject,
	PassportError,
	type PassportErrorObject,
	toErrorObject,
} from "../contract/errors.ts";
import type { Caller, Effects } from "./effects.ts";
import { requestPending } from "./phases.ts";
import { recordRefusal } from "./refusals.ts";

/**
 * The consent window's life. What must survive the background's death (which window asks what for whom, and what
 * was answered) lies in the session; only the waiting itself is in memory.
 *
 *   ask → window open → answered → (the request goes on) → finished
 *              └→ closed by the person, or its page is gone → refused
 *
 * What the person said while nobody waited (the background had died) waits for the document that asked, and for no
 * other: it sends its request again.
 */

export type Answered = Extract<PromptAnswer, { allow: true }>;

/** @see forgetAnswers */
const keyOf = (site: string) => `prompt ${site}`;

/** What the person said waits this long for its request to be sent again, in seconds from the asking. */
const KEPT = 180;

/** A prompt before it has an id. */
export type Question = Omit<PromptView, "id">;

const Stored = v.object({
	id: v.string(),
	site: v.string(),
	document: v.string(),
	/** When it was asked, in seconds since 1970. */
	at: v.number(),
	/** What was asked, by whom: a repeat of the same request takes the prompt up again. */
	signature: v.string(),
	windowId: v.nullable(v.number()),
	view: v.custom<PromptView>(() => true),
	answer: v.optional(v.custom<Answered>(() => true)),
	refusal: v.optional(v.custom<PassportErrorObject>(() => true)),
});
type Stored = v.InferOutput<typeof Stored>;

export interface Prompts {
	/**
	 * Asks the person; a question that is open or answered already is not asked twice.
	 * @throws PassportError `consent_denied`, `user_cancelled` (window closed, page gone), `request_pending`.
	 */
	ask(caller: Caller, signature: string, question: () => Promise<Question>): Promise<Answered>;
	/** The request that was answered is over: the next one asks anew. */
	finish(site: string): Promise<void>;
	/** What a consent window shows. @throws PassportError `invalid_request` when the prompt is over. */
	view(id: string): Promise<PromptView>;
	answer(id: string, answer: PromptAnswer): Promise<void>;
	/** The browser says that a window is gone. */
	windowClosed(windowId: number): Promise<void>;
}

/** Forgets what the person answered a site, where the request that asked has not heard it yet. */
export async function forgetAnswers({ session }: Pick<Effects, "session">, site: string): Promise<void> {
	const stored = await session.read(keyOf(site), Stored);
	if (stored && isOver(stored)) await session.remove(keyOf(site));
}

/** @see Prompts */
export function createPrompts(effects: Effects): Prompts {
	const { session, consentWindow } = effects;
	const waiting = new Map<string, PromiseWithResolvers<Answered>>();

	const read = (site: string) => session.read(keyOf(site), Stored);
	const save = (stored: Stored) => session.write(keyOf(stored.site), stored);

	async function all(): Promise<Stored[]> {
		const keys = (await session.keys()).filter((key) => key.startsWith("prompt "));
		const found = await Promise.all(keys.map((key) => session.read(key, Stored)));
		return found.filter((stored) => stored !== undefined);
	}

	async function find(matches: (stored: Stored) => boolean): Promise<Stored | undefined> {
		return (await all()).find(matches);
	}

	async function isOpen({ windowId }: Stored): Promise<boolean> {
		return windowId !== null && (await consentWindow.isOpen(windowId));
	}

	async function open(caller: Caller, signature: string, question: Question): Promise<Stored> {
		const view = { ...question, id: effects.newId() };
		const { site, document } = caller;
		const at = effects.wire.now();
		const stored: Stored = { id: view.id, site, document, at, signature, windowId: null, view };
		await save(stored);
		const windowId = await consentWindow.open(view.id);
		// The window may have been answered meanwhile: what is stored since then stays.
		const now = await read(site);
		if (now?.id === view.id) await save({ ...now, windowId });
		// Closed before it had a name here, it was closed by nobody's window.
		if (!(await consentWindow.isOpen(windowId))) await windowClosed(windowId);
		return { ...stored, windowId };
	}

	/** What the person said while nobody waited. */
	async function collect({ site, answer, refusal }: Stored): Promise<Answered> {
		if (answer) return answer;
		await session.remove(keyOf(site));
		throw refusal ? fromErrorObject(refusal) : cancelled("The question is over.");
	}

	/** Waits for the answer, as long as the page that asks is there: it may go before its window has come. */
	async function askWhileThere({ tabId }: Caller, begin: () => Promise<Stored>): Promise<Answered> {
		let asked: Stored | undefined;
		let isGone = false;
		const leave = () => {
			isGone = true;
			if (asked) void refuse(asked, pageGone(), false);
		};
		const stopWatching = tabId === null ? () => undefined : effects.watchTab(tabId, leave);
		try {
			asked = await begin();
			if (isGone) await refuse(asked, pageGone(), false);
			return await wait(asked);
		} finally {
			stopWatching();
		}
	}

	async function wait({ id, site }: Stored): Promise<Answered> {
		const pending = waiting.get(id) ?? Promise.withResolvers<Answered>();
		waiting.set(id, pending);
		const now = await read(site);
		if (now?.id !== id) pending.reject(cancelled("The question is over."));
		else if (isOver(now)) collect(now).then(pending.resolve, pending.reject);
		return pending.promise.finally(() => waiting.delete(id));
	}

	async function refuse(stored: Stored, error: PassportError, byPerson: boolean): Promise<void> {
		const asker = waiting.get(stored.id);
		if (byPerson && !asker) await save({ ...stored, refusal: toErrorObject(error) });
		else await session.remove(keyOf(stored.site));
		await recordRefusal(effects, stored.site, byPerson ? "in the consent window" : "by leaving");
		asker?.reject(error);
		if (stored.windowId !== null) await consentWindow.close(stored.windowId);
	}

	async function windowClosed(windowId: number): Promise<void> {
		const stored = await find((other) => other.windowId === windowId && !isOver(other));
		if (stored) await refuse(stored, cancelled("The person closed the window."), true);
	}

	return {
		async ask(caller, signature, question) {
			const stored = await read(caller.site);
			const isSame = stored?.signature === signature;
			if (stored && isOver(stored)) {
				const isFresh = effects.wire.now() - stored.at < KEPT;
				if (isSame && isFresh && stored.document === caller.document) return collect(stored);
			} else if (stored && (await isOpen(stored))) {
				if (!isSame) throw requestPending();
				return askWhileThere(caller, async () => stored);
			}
			return askWhileThere(caller, async () => open(caller, signature, await question()));
		},

		finish: (site) => session.remove(keyOf(site)),

		async view(id) {
			const stored = await find((other) => other.id === id && !isOver(other));
			if (stored) return stored.view;
			throw new PassportError("invalid_request", "This question is no longer open.");
		},

		async answer(id, answer) {
			const stored = await find((other) => other.id === id && !isOver(other));
			if (!stored) throw new PassportError("invalid_request", "This question is no longer open.");
			if (!answer.allow) {
				return refuse(stored, new PassportError("consent_denied", "The person said no to this site."), true);
			}
			// Stored before the window closes: its closing must not look like a refusal, nor a death lose the answer.
			await save({ ...stored, answer });
			waiting.get(id)?.resolve(answer);
			if (stored.windowId !== null) await consentWindow.close(stored.windowId);
		},

		windowClosed,
	};
}

function isOver({ answer, refusal }: Stored): boolean {
	return answer !== undefined || refusal !== undefined;
}

function pageGone(): PassportError {
	return cancelled("The page that asked is gone.");
}

function cancelled(message: string): PassportError {
	return new PassportError("user_cancelled", message);
}
