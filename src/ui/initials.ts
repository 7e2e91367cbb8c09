/** One or two letters that stand for a person without a picture: of the first and the last word of the name. */
export function initialsOf(name: string): string {
	const words = name.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
	const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(firstLetter);
	return letters.join("").toLocaleUpperCase() || "?";
}

function firstLetter(word: string | undefined): string {
	return word?.match(/[\p{L}\p{N}]/u)?.[0] ?? "";
}
