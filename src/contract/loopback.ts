const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Whether an address may be used at all: `https:`, or `http:` on a loopback host. The one place that decides. */
export function isSecureAddress(url: URL): boolean {
	if (url.protocol === "https:") return true;
	return url.protocol === "http:" && isLoopback(url);
}

/** Whether an address is on this very machine. */
export function isLoopback(url: URL): boolean {
	return LOOPBACK_HOSTS.has(url.hostname);
}
