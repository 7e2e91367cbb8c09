/** Control characters, halves of surrogate pairs, and what turns the direction of writing. */
const UNSHOWN = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** A server's text on one line of at most `max` characters, without anything that could make it look different. */
export function cleanText(text: string, max: number): string {
	const line = text.replace(UNSHOWN, " ").replace(/\s+/g, " ").trim();
	const characters = [...line];
	return characters.length <= max ? line : `${characters.slice(0, max - 1).join("")}…`;
}
