import type { Method, PassportEvent, Reply } from "../contract/methods.ts";

/** A request as it goes on the wire. The id stays the same however often it is sent. */
export interface Request {
	passport: 1;
	id: string;
	method: Method;
	params: object;
}

/** A way to the extension: one for Chromium, one for Firefox. */
export interface Channel {
	/** Resolves with nothing, or rejects, when the channel broke before the answer came: the request may be sent again. */
	send(request: Request): Promise<Reply | undefined>;
	/**
	 * Opens the port of events; requests that are sent afterwards arrive after it. `closed` is called at most once, when
	 * the other side closed it, and never before this has returned what closes it from here.
	 */
	listen(hear: (event: PassportEvent) => void, closed: () => void): () => void;
}
