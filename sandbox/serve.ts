import { certificateFor } from "./certificate.ts";
import { now, random } from "./effects.ts";
import { type Listening, listen } from "./listen.ts";
import { type AuthorizationServer, createAuthorizationServer, type ServerOptions } from "./server/server.ts";

/** Options of the server, with the machine's clock and randomness unless given. */
export type SandboxOptions = Partial<ServerOptions> & {
	readonly port?: number;
	/** Host names to speak TLS for, such as "oauth.yandex.ru"; without them it is plain HTTP on loopback. */
	readonly hosts?: readonly string[];
};

/** An authorization server that listens: what tests look at, and where it is. */
export type Sandbox = AuthorizationServer & Listening;

/** Starts an authorization server on 127.0.0.1. */
export async function serveSandbox({
	port = 0,
	hosts = [],
	...options
}: SandboxOptions = {}): Promise<Sandbox> {
	const server = createAuthorizationServer({ now, random, ...options });
	const listening = await (hosts.length === 0
		? listen(server.handle, { port })
		: listen(server.handle, { port, tls: await certificateFor(hosts) }));
	return { ...server, ...listening };
}
