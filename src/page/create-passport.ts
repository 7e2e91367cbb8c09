import type { PassportError } from "../contract/errors.ts";
import type { Method, Result } from "../contract/methods.ts";
import type { Channel } from "./channel.ts";
import { createEvents } from "./events.ts";
import { exchange, unlessAborted } from "./exchange.ts";
import type { Input } from "./input.ts";
import { createMemory } from "./memory.ts";
import type { AskOptions, Passport } from "./passport.ts";
import type { Time } from "./time.ts";

/** What a passport works with. */
export interface Surroundings {
	page: Pick<Window, "addEventListener">;
	time: Time;
	/** The class of errors that the page knows. */
	PassportError: typeof PassportError;
}

/** The contract's methods over a channel to the extension. */
export function createPassport(channel: Channel, { page, time, PassportError }: Surroundings): Passport {
	const memory = createMemory(time);
	const events = createEvents(channel, page, memory.forget);

	const ask =
		<M extends Method>(method: M) =>
		(params?: Input<M>, { signal }: AskOptions = {}): Promise<Result<M>> =>
			unlessAborted(signal, async (over) => {
				events.open();
				const reply = await exchange(channel, time, method, params, over);
				if (!reply) throw new PassportError("io_error", "No answer");
				if ("result" in reply) return reply.result as Result<M>;
				const { code, message, ...details } = reply.error;
				throw new PassportError(code, message, details);
			});

	// What changes the site's tokens, or which account is meant by none: nothing known before holds afterwards.
	const change =
		<M extends Method>(method: M) =>
		(params?: Input<M>, options?: AskOptions): Promise<Result<M>> => {
			memory.forget();
			return ask(method)(params, options).finally(memory.forget);
		};

	return {
		hello: ask("hello"),
		query: ask("query"),
		getAccounts: ask("getAccounts"),
		getCurrentAccount: ask("getCurrentAccount"),
		signIn: change("signIn"),
		async getToken(params = {}, { signal, fresh } = {}) {
			signal?.throwIfAborted();
			const known = !fresh && memory.recall(params);
			if (known) return known;
			const keep = memory.expect(params);
			return keep(await ask("getToken")(params, { signal }));
		},
		getCode: change("getCode"),
		dropToken: change("dropToken"),
		signOut: change("signOut"),
		on: events.on,
	};
}
