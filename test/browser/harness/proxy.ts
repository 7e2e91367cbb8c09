import { createServer, request as forward, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";

/**
 * A proxy that knows the hosts of a test and no others: what `--host-resolver-rules` is to Chromium, for a browser
 * that can only map names to addresses, not to ports.
 */
export async function openProxy(
	hosts: ReadonlyMap<string, number>,
): Promise<AsyncDisposable & { port: number }> {
	const sockets = new Set<Socket>();
	const server = createServer((incoming, outgoing) => passOn(hosts, incoming, outgoing));
	server.on("connection", (socket) => sockets.add(socket.on("error", () => socket.destroy())));
	server.on("connect", (request: IncomingMessage, socket: Socket) => {
		const port = hosts.get(request.url ?? "");
		if (port === undefined) socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
		else tunnel(port, socket);
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const close = () =>
		new Promise<void>((resolve) => {
			server.close(() => resolve());
			for (const socket of sockets) socket.destroy();
		});
	return { port: (server.address() as AddressInfo).port, [Symbol.asyncDispose]: close };
}

function tunnel(port: number, socket: Socket): void {
	const upstream = connect(port, "127.0.0.1", () => {
		socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
		upstream.pipe(socket).pipe(upstream);
	});
	upstream.on("error", () => socket.destroy());
	socket.on("close", () => upstream.destroy());
}

/** A request for an `http:` address comes to a proxy whole, not through a tunnel. */
function passOn(
	hosts: ReadonlyMap<string, number>,
	incoming: IncomingMessage,
	outgoing: ServerResponse,
): void {
	const url = URL.parse(incoming.url ?? "");
	const port = url && hosts.get(`${url.hostname}:${url.port === "" ? "80" : url.port}`);
	if (url === null || port === null || port === undefined) return void outgoing.writeHead(502).end();
	const { method, headers } = incoming;
	const path = `${url.pathname}${url.search}`;
	const passed = forward({ host: "127.0.0.1", port, method, path, headers }, (answer) => {
		answer.pipe(outgoing.writeHead(answer.statusCode ?? 502, answer.headers));
	});
	passed.on("error", () => outgoing.destroy());
	incoming.pipe(passed);
}
