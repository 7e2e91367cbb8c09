import { PassportError } from "../contract/errors.ts";
import { isSecureAddress } from "../contract/loopback.ts";
import type { Environment } from "../contract/settings.ts";
import { noteSecrets } from "./sent-secrets.ts";
import type { Wire } from "./types.ts";

/** How long a server may take for one answer, in milliseconds. */
const TIMEOUT = 20_000;

/** The largest answer that is read, in bytes. */
const MAX_ANSWER_BYTES = 64 * 1024;

/** What one request is made of; everything else about it is decided here. */
export interface RequestParts {
	method: "GET" | "POST";
	headers: Record<string, string>;
	body?: URLSearchParams | undefined;
}

/** A `fetch` that knows where it may go. The answer's body is in memory already, and small. */
export type LimitedFetch = (url: string, parts: RequestParts) => Promise<Response>;

/** A fetch for an environment's own endpoints and nothing else. @see limitFetch */
export function fetchWithin(wire: Wire, environment: Environment): LimitedFetch {
	const { token_endpoint, userinfo_endpoint, revocation_endpoint, device_authorization_endpoint } =
		environment;
	const own = [token_endpoint, userinfo_endpoint, revocation_endpoint, device_authorization_endpoint]
		.filter((endpoint) => endpoint !== undefined)
		.map((endpoint) => new URL(endpoint));
	return limitFetch(wire, (url) =>
		own.some(({ origin, pathname }) => url.origin === origin && url.pathname === pathname),
	);
}

/**
 * A fetch for the addresses that `isOwn` knows: without cookies, referrer and cache, never following a redirect.
 * @throws PassportError `io_error` for a network fault, a redirect, a time-out, a status beyond 599 or an answer over 64 KiB;
 * `unknown_error` for any other address. None has a cause: it might hold what was sent.
 */
export function limitFetch(wire: Wire, isOwn: (url: URL) => boolean): LimitedFetch {
	return async (url, { method, headers, body }) => {
		const address = URL.parse(url);
		if (!address || !isSecureAddress(address) || !isOwn(address)) {
			throw new PassportError(
				"unknown_error",
				"The extension may not contact that address. Please report this.",
			);
		}
		const response = await send(wire, url, { method, headers, body: body ?? null });
		const text = await readText(response);
		const answer = new Response(text === "" ? null : text, { status: response.status });
		noteSecrets(answer, body, new Headers(headers));
		return answer;
	};
}

async function send(wire: Wire, url: string, parts: RequestInit): Promise<Response> {
	const response = await orUnreachable(() =>
		wire.fetch(url, {
			...parts,
			credentials: "omit",
			redirect: "manual",
			referrerPolicy: "no-referrer",
			cache: "no-store",
			signal: AbortSignal.timeout(TIMEOUT),
		}),
	);
	// Browsers hide a redirect that is not followed behind status 0, other runtimes show it.
	if (response.status < 200 || (response.status >= 300 && response.status < 400)) {
		throw new PassportError("io_error", "The server redirected instead of answering. Check its address.");
	}
	// Such as 999, with which some hosts turn robots away: no Response can be made with it.
	if (response.status > 599) {
		throw new PassportError("io_error", "The server has trouble right now. Try again later.");
	}
	return response;
}

async function readText(response: Response): Promise<string> {
	const decoder = new TextDecoder();
	let bytes = 0;
	let text = "";
	await orUnreachable(async () => {
		const reader = response.body?.getReader();
		for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
			bytes += part.value.byteLength;
			if (bytes > MAX_ANSWER_BYTES) return void reader?.cancel().catch(() => undefined);
			text += decoder.decode(part.value, { stream: true });
		}
	});
	if (bytes > MAX_ANSWER_BYTES) throw new PassportError("io_error", "The server's answer is far too long.");
	return text + decoder.decode();
}

async function orUnreachable<T>(step: () => Promise<T>): Promise<T> {
	try {
		return await step();
	} catch {
		throw new PassportError(
			"io_error",
			"The server could not be reached. Check the connection and try again.",
		);
	}
}
