/** A request whose body was read, so that journal, faults and endpoints can all look at it. */
export type Received = {
	readonly method: string;
	readonly url: URL;
	readonly headers: Headers;
	readonly query: URLSearchParams;
	/** The form body; `null` when there is none or it is of another content type. */
	readonly form: URLSearchParams | null;
};

const FORM = "application/x-www-form-urlencoded";

/** Reads a request to its end. */
export async function receive(request: Request): Promise<Received> {
	const url = new URL(request.url);
	const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
	const body = await request.text();
	const form = type === FORM ? new URLSearchParams(body) : null;
	return { method: request.method, url, headers: request.headers, query: url.searchParams, form };
}

/** The first name that occurs more than once. */
export function duplicated(params: URLSearchParams): string | undefined {
	return [...params.keys()].find((name, index, names) => names.indexOf(name) !== index);
}

/** A parameter's value; an empty one counts as absent (RFC 6749 section 3.1). */
export function readValue(params: URLSearchParams, name: string): string | null {
	return params.get(name) || null;
}
