import { certificateFor } from "../../../sandbox/certificate.ts";
import { type Handle, type Listening, listen } from "../../../sandbox/listen.ts";

/**
 * The world that a browser under test can reach: `"https://shop.example"` → what answers there. Ports count:
 * `"https://shop.example:8443"` is another origin.
 */
export type World = Readonly<Record<string, Handle>>;

/** The same, being served. Disposing it closes every server and connection. */
export type Served = AsyncDisposable & {
	/** Says to a browser which port of this machine stands for which name: `"shop.example:443"` → 12345. */
	hosts: ReadonlyMap<string, number>;
	/** An `http://localhost:PORT` origin on which `handle` answers. */
	onLocalhost: (handle: Handle) => Promise<string>;
	/** Every request that came in, oldest first: method and address. */
	requests: readonly string[];
};

/** Serves a world on this machine: its `https:` origins behind one TLS server, its `http:` ones behind another. */
export async function serve(world: World): Promise<Served> {
	const requests: string[] = [];
	const noted = (handle: Handle): Handle => {
		return (request) => {
			requests.push(`${request.method} ${request.url}`);
			return handle(request);
		};
	};
	const everywhere = noted(async (request) => world[new URL(request.url).origin]?.(request) ?? notHere());
	const origins = Object.keys(world).map((origin) => new URL(origin));
	const tls = await listen(everywhere, {
		tls: await certificateFor(origins.map(({ hostname }) => hostname)),
	});
	const plain = await listen(everywhere);
	const open: Listening[] = [tls, plain];
	return {
		hosts: new Map(origins.map((url) => [hostOf(url), url.protocol === "https:" ? tls.port : plain.port])),
		onLocalhost: async (handle) => {
			const local = await listen(noted(handle));
			open.push(local);
			return `http://localhost:${local.port}`;
		},
		requests,
		[Symbol.asyncDispose]: async () => {
			await Promise.all(open.map(({ close }) => close()));
		},
	};
}

function hostOf({ hostname, port, protocol }: URL): string {
	const ordinary = protocol === "https:" ? "443" : "80";
	return `${hostname}:${port === "" ? ordinary : port}`;
}

function notHere(): Response {
	return new Response("Nobody answers under this name.", { status: 404 });
}
