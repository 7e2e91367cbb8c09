import type { Received } from "./received.ts";

const COVERED = "•••";
const SECRET_NAMES = new Set([
	"client_secret",
	"code",
	"code_verifier",
	"refresh_token",
	"access_token",
	"token",
	"device_code",
]);

/** One request as the server saw it. It can be printed: values that are secrets are covered. */
export type JournalEntry = {
	/** Seconds since 1970. */
	readonly at: number;
	readonly method: string;
	/** Origin and path, without the query. */
	readonly url: string;
	/** With the port where there is one. */
	readonly host: string;
	readonly path: string;
	/** Query and body parameters; a secret's value reads "•••", a name sent twice has its first value. */
	readonly params: Readonly<Record<string, string>>;
	/** The scheme of the `Authorization` header, such as "Basic" or "OAuth". */
	readonly authorization: string | null;
	readonly cookies: boolean;
	readonly contentType: string | null;
	/** Status of the answer, once there is one; 0 for a connection that was reset. */
	readonly status: number | null;
	/** The value of a parameter as it was sent, secret or not. For tests alone. */
	readonly param: (name: string) => string | null;
	/** A request header as it was sent. For tests alone. */
	readonly header: (name: string) => string | null;
};

/** Which requests are meant: by path, and by method where that matters. */
export type RequestFilter = { readonly path: string; readonly method?: string };

type Waiter = {
	readonly filter: RequestFilter;
	readonly count: number;
	readonly resolve: (entry: JournalEntry) => void;
};

/** Keeps every request in order, and tells who waits for one. */
export function createJournal(now: () => number) {
	const entries: JournalEntry[] = [];
	const waiters = new Set<Waiter>();

	function matching({ path, method }: RequestFilter): readonly JournalEntry[] {
		return entries.filter(
			(entry) => entry.path === path && (method === undefined || entry.method === method),
		);
	}

	function wake(): void {
		for (const waiter of waiters) {
			const entry = matching(waiter.filter)[waiter.count - 1];
			if (entry === undefined) continue;
			waiters.delete(waiter);
			waiter.resolve(entry);
		}
	}

	/** Writes a request down; the returned function adds the status of its answer. */
	function write(received: Received): (status: number) => void {
		const entry: { -readonly [K in keyof JournalEntry]: JournalEntry[K] } = describe(received, now());
		entries.push(entry);
		wake();
		return (status) => {
			entry.status = status;
		};
	}

	/** Resolves with the `count`-th request that matches, as soon as it has arrived. */
	function whenRequested(filter: RequestFilter, count = 1): Promise<JournalEntry> {
		return new Promise((resolve) => {
			waiters.add({ filter, count, resolve });
			wake();
		});
	}

	return { entries, matching, write, whenRequested };
}

function describe({ method, url, headers, query, form }: Received, at: number): JournalEntry {
	const sent = [...query, ...(form ?? [])];
	const covered = sent.map(([name, value]) => [name, SECRET_NAMES.has(name) ? COVERED : value] as const);
	return {
		at,
		method,
		url: url.origin + url.pathname,
		host: url.host,
		path: url.pathname,
		params: Object.fromEntries(covered.reverse()),
		authorization: schemeOf(headers.get("authorization")),
		cookies: headers.has("cookie"),
		contentType: headers.get("content-type"),
		status: null,
		param: (wanted) => sent.find(([name]) => name === wanted)?.[1] ?? null,
		header: (name) => headers.get(name),
	};
}

function schemeOf(authorization: string | null): string | null {
	if (authorization === null) return null;
	return /^(\S+) +\S/.exec(authorization)?.[1] ?? COVERED;
}
