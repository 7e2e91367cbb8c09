/**
 * Control characters, halves of surrogate pairs, and what Unicode calls ignorable: what has no width, fillers that look
 * empty, what turns the direction of writing. Names in Japanese and Mongolian need the variation selectors among them.
 */
const UNSHOWN = /[[\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}]--\p{Variation_Selector}]/gv;

/**
 * A server's text on one line of at most `max` characters, without anything that could make it look different. A space
 * is left where something was: what was apart, such as the halves of a secret, must not come together here.
 */
export function cleanText(text: string, max: number): string {
	const line = text.replace(UNSHOWN, " ").replace(/\s+/g, " ").trim();
	const characters = [...line];
	return characters.length <= max ? line : `${characters.slice(0, max - 1).join("")}…`;
}
