/** HTML whose inserted values were escaped. */
export type Markup = { readonly markup: string };
type Insertable = string | number | null | Markup | readonly Markup[];

/** A template whose values are text unless they are markup themselves; `null` inserts nothing. */
export function html(strings: TemplateStringsArray, ...values: readonly Insertable[]): Markup {
	return { markup: strings.reduce((before, after, index) => before + inserted(values[index - 1]) + after) };
}

function inserted(value: Insertable | undefined): string {
	if (value === null || value === undefined) return "";
	if (typeof value === "string" || typeof value === "number") return escapeText(String(value));
	if ("markup" in value) return value.markup;
	return value.map((part) => part.markup).join("");
}

const ENTITIES: Record<string, string> = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	'"': "&quot;",
	"'": "&#39;",
};

/** Text made safe for element content and quoted attributes. */
export function escapeText(text: string): string {
	return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
