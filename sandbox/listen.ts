import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { Certificate } from "./certificate.ts";

/** What answers a request; a response of type "error" breaks the connection. */
export type Handle = (request: Request) => Promise<Response>;

/** `port` 0 takes any free one; with a certificate the server speaks TLS. */
export type ListenOptions = { readonly port?: number; readonly tls?: Certificate };

/** A running server. `close` breaks what is still open and resolves when the port is free. */
export type Listening = AsyncDisposable & {
	readonly port: number;
	/** Its address by number, such as "http://127.0.0.1:8080". */
	readonly origin: string;
	readonly close: () => Promise<void>;
};

/** Puts a handler on 127.0.0.1. Rejects when the port is taken. */
export async function listen(handle: Handle, { port = 0, tls }: ListenOptions = {}): Promise<Listening> {
	const scheme = tls === undefined ? "http" : "https";
	const listener: RequestListener = (incoming, outgoing) => void serve(handle, scheme, incoming, outgoing);
	const server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener);
	await new Promise<void>((resolve, reject) => {
		server.once("error", reject);
		server.listen(port, "127.0.0.1", resolve);
	});
	const address = server.address();
	if (address === null || typeof address === "string") throw new TypeError("the server has no port");
	const close = () => {
		const closed = new Promise<void>((resolve) => server.close(() => resolve()));
		server.closeAllConnections();
		return closed;
	};
	const origin = `${scheme}://127.0.0.1:${address.port}`;
	return { port: address.port, origin, close, [Symbol.asyncDispose]: close };
}

async function serve(handle: Handle, scheme: string, incoming: IncomingMessage, outgoing: ServerResponse) {
	try {
		const response = await handle(await requestOf(incoming, scheme));
		if (response.type === "error") incoming.socket.destroy();
		else await send(response, outgoing);
	} catch (reason) {
		console.error("the sandbox failed at", incoming.method, incoming.url?.split("?")[0], reason);
		if (!outgoing.headersSent) outgoing.writeHead(500);
		outgoing.end();
	}
}

/** The request under the name it was sent to, which TLS tests map to 127.0.0.1. */
async function requestOf(incoming: IncomingMessage, scheme: string): Promise<Request> {
	const url = new URL(incoming.url ?? "/", `${scheme}://${incoming.headers.host ?? "127.0.0.1"}`);
	const headers = new Headers();
	for (const [name, values = []] of Object.entries(incoming.headersDistinct)) {
		for (const value of values) headers.append(name, value);
	}
	const method = incoming.method ?? "GET";
	if (method === "GET" || method === "HEAD") return new Request(url, { method, headers });
	const parts: Uint8Array<ArrayBuffer>[] = [];
	for await (const part of incoming) parts.push(Uint8Array.from(part));
	return new Request(url, { method, headers, body: new Blob(parts) });
}

async function send(response: Response, outgoing: ServerResponse): Promise<void> {
	const body = new Uint8Array(await response.arrayBuffer());
	outgoing.statusCode = response.status;
	for (const [name, value] of response.headers) {
		if (name !== "set-cookie") outgoing.setHeader(name, value);
	}
	const cookies = response.headers.getSetCookie();
	if (cookies.length > 0) outgoing.setHeader("set-cookie", cookies);
	outgoing.setHeader("content-length", body.byteLength);
	outgoing.end(body);
}
