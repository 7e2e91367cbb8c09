import type { Method, PassportEvent, Result } from "../contract/methods.ts";
import type { Input } from "./input.ts";

/** What every method takes beside its parameters. */
export interface AskOptions {
	/** Aborted: the promise rejects with its reason at once. What the person sees already stays. */
	signal?: AbortSignal | undefined;
}

export interface GetTokenOptions extends AskOptions {
	/** Asks the extension even when this page's memory has the answer. */
	fresh?: boolean | undefined;
}

type Ask<M extends Method, O = AskOptions> = (params?: Input<M>, options?: O) => Promise<Result<M>>;

/**
 * The extension, as a page sees it: the methods of the contract. Each rejects with a PassportError, or with the reason
 * of the signal it was given.
 */
export interface Passport {
	/** Which extension answers: name, version, methods. */
	readonly hello: Ask<"hello">;
	/** Where this site stands, without any effect. */
	readonly query: Ask<"query">;
	/** The accounts that are shared with this site. */
	readonly getAccounts: Ask<"getAccounts">;
	/** The account that this site used last, or null. */
	readonly getCurrentAccount: Ask<"getCurrentAccount">;
	/** Asks the person for an account. Opens windows: call it after a click. */
	readonly signIn: Ask<"signIn">;
	/**
	 * A token with exactly the rights asked for. Shows something only with `interactive: true`. Repeats are answered from
	 * this page's memory while the token is fresh.
	 */
	readonly getToken: Ask<"getToken", GetTokenOptions>;
	/** An authorization code for the page's own backend to redeem. */
	readonly getCode: Ask<"getCode">;
	/** Forgets this token value: the next `getToken` gets a new one. For a token that the server refuses. */
	readonly dropToken: (params: Input<"dropToken">, options?: AskOptions) => Promise<Result<"dropToken">>;
	/** This site's consents and tokens are gone, of one account or of all; the account stays in the extension. */
	readonly signOut: Ask<"signOut">;
	/** Calls `hear` at each such event until the function that it returns is called. Throws TypeError for no event. */
	on(event: PassportEvent["event"], hear: (event: PassportEvent) => void): () => void;
}
