import * as v from "valibot";

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
