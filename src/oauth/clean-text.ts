/** Control characters, halves of surrogate pairs, what has no width, and what turns the direction of writing. */
const UNSHOWN = /[\p{Cc}\p{Cs}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/**
 * A server's text on one line of at most `max` characters, without anything that could make it look different. A space
 * is left where something was: what was apart, such as the halves of a secret, must not come together here.
 */
export function cleanText(text: string, max: number): string {
	const line = text.replace(UNSHOWN, " ").replace(/\s+/g, " ").trim();
	const characters = [...line];
	return characters.length <= max ? line : `${characters.slice(0, max - 1).join("")}…`;
}
