/** Longer than any request that is read (contract/request.ts), in UTF-16 code units of its JSON. */
const LONGEST = 16 * 1024;

/**
 * What a page sent, as plain JSON and nothing else: what is none becomes null. What is too long is cut, to a piece
 * that the background refuses as too long all the same, and in whose refusal the request's id comes back.
 */
export function asJson(request: unknown): unknown {
	const text = textOf(request);
	if (text === undefined) return null;
	return text.length <= LONGEST ? JSON.parse(text) : { id: idOf(request), cut: text.slice(0, LONGEST) };
}

/** The request's own id, as long as one may be. */
export function idOf(request: unknown): string {
	const { id } = Object(request);
	return typeof id === "string" ? id.slice(0, 64) : "";
}

function textOf(request: unknown): string | undefined {
	try {
		return JSON.stringify(request);
	} catch {
		return undefined;
	}
}
