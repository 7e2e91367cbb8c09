import type { Token } from "../contract/values.ts";
import type { GetTokenParams } from "./input.ts";
import type { Time } from "./time.ts";

/** A token is answered from memory until so long before its end, in milliseconds. */
const MARGIN = 60_000;

/**
 * An interactive answer within so many milliseconds came without the person: the consent window's buttons do nothing for
 * half a second. A later one may have been allowed only this once, and is not kept.
 */
const UNASKED = 400;

/**
 * What `getToken` gave, by its parameters, in this page's memory alone and for one account at a time: without `uid` the
 * account used last is meant, and only the extension knows which that is once another one was used.
 */
export function createMemory({ now }: Time) {
	let held = new Map<string, { token: Token; since: number; interactive: boolean | undefined }>();

	return {
		forget(): void {
			held = new Map();
		},

		/** The token that the same parameters gave before, when it is fresh by a clock that did not go backwards. */
		recall(params: GetTokenParams): Token | undefined {
			const known = held.get(keyOf(params));
			// What came silently may lack optional rights that the person can still be asked for.
			if (!known || now() < known.since || (params.interactive && !known.interactive)) return undefined;
			const end = (known.token.expiresAt ?? Number.POSITIVE_INFINITY) * 1000;
			return end - MARGIN > now() ? structuredClone(known.token) : undefined;
		},

		/** Before asking: returns what keeps the token that came, unless anything was to be forgotten meanwhile. */
		expect(params: GetTokenParams): (token: Token) => Token {
			// What was to be forgotten meanwhile is kept where nobody looks any more.
			const kept = held;
			const since = now();
			const { interactive } = params;
			const key = keyOf(params);
			return (token) => {
				if (!interactive || now() - since <= UNASKED) {
					for (const other of kept.values()) if (other.token.uid !== token.uid) kept.clear();
					kept.set(key, { token: structuredClone(token), since, interactive });
				}
				return token;
			};
		},
	};
}

function keyOf({ interactive: _, ...rest }: GetTokenParams): string {
	const fields = Object.entries(rest).map(([name, value]) => [name, [...new Set([value].flat())].sort()]);
	return JSON.stringify(fields.sort());
}
