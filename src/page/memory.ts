import type { GetTokenParams } from "../contract/methods.ts";
import type { Token } from "../contract/values.ts";
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
	const held = new Map<string, { token: Token; since: number; interactive: boolean | undefined }>();
	let uid: string | undefined;
	let era = {};

	function forget(): void {
		held.clear();
		era = {};
	}

	return {
		forget,

		/** The token that the same parameters gave before, when it is fresh by a clock that did not go backwards. */
		recall(params: GetTokenParams): Token | undefined {
			const known = held.get(keyOf(params));
			// What came silently may lack optional rights that the person can still be asked for.
			if (!known || now() < known.since || (params.interactive && !known.interactive)) return undefined;
			const { expiresAt } = known.token;
			return expiresAt === null || expiresAt * 1000 - MARGIN > now()
				? structuredClone(known.token)
				: undefined;
		},

		/** Before asking: returns what keeps the token that came, unless anything was to be forgotten meanwhile. */
		expect(params: GetTokenParams): (token: Token) => Token {
			const begun = era;
			const since = now();
			const { interactive } = params;
			const key = keyOf(params);
			return (token) => {
				if (begun === era && !(interactive && now() - since > UNASKED)) {
					if (token.uid !== uid) held.clear();
					uid = token.uid;
					held.set(key, { token: structuredClone(token), since, interactive });
				}
				return token;
			};
		},
	};
}

function keyOf({ interactive: _, ...rest }: GetTokenParams): string {
	const fields = Object.entries(rest).map(([name, value]) => [
		name,
		Array.isArray(value) ? [...new Set(value)].sort() : value,
	]);
	return JSON.stringify(fields.sort());
}
