import * as v from "valibot";

/**
 * The wire of Firefox. A page hands a MessagePort to the relay, which carries the contract as it is: requests in,
 * replies and events out. Beside it, page and relay say a few words to each other. From the relay to the background,
 * each request is wrapped in a RelayMessage.
 */

/** What a page says to the relay itself. */
export type PageWord =
	/** With `window.postMessage` to its own origin, a MessagePort in its hand: speak with me there. */
	| { passport: 1; relay: "connect" }
	/** On the port: open the port of events (anew). */
	| { passport: 1; relay: "listen" };

/** What the relay says to a page itself. */
export type RelayWord =
	/** With `window.postMessage`, once, when it was injected: a connection made before it leads to nobody. */
	| { passport: 1; relay: "ready"; id?: never }
	/** On the port: the request arrived here, and goes on to the background. */
	| { passport: 1; relay: "got"; id?: string }
	/** On the port: no answer will come to this request. Send it again. */
	| { passport: 1; relay: "broken"; id?: string }
	/** On the port: the port of events was closed. */
	| { passport: 1; relay: "closed"; id?: never };

/** What the relay (Firefox) sends to the background: a page's request as it came, and what the browser does not say. */
const RelayShape = v.strictObject({
	relay: v.literal(1),
	/** Names the document among all documents: random, made when the relay was injected. */
	document: v.pipe(v.string(), v.regex(/^[0-9a-f-]{36}$/)),
	/** False while the page is prerendered: nobody looks at it yet. */
	active: v.boolean(),
	/** Judged by the background alone. */
	request: v.unknown(),
});
export type RelayMessage = v.InferOutput<typeof RelayShape>;

/** The message when it is one of a relay. */
export function parseRelayMessage(message: unknown): RelayMessage | undefined {
	const parsed = v.safeParse(RelayShape, message);
	return parsed.success ? parsed.output : undefined;
}
