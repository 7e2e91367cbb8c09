/** `<environment>:<value>`: the only way to name an account (contract, "Values"). */
export type Uid = string;

/** An account as a page sees it. `login`, `avatarUrl`, `email` only when the site's consent covers their scope. */
export interface Account {
	uid: Uid;
	environment: string;
	displayName: string;
	login?: string;
	avatarUrl?: string;
	email?: string;
	/** True while a token can be had without showing anything. */
	isAuthorized: boolean;
}

/** What `getToken` gives (seed 001). */
export interface Token {
	value: string;
	/** What goes before `value` in the Authorization header. */
	scheme: string;
	scopes: string[];
	/** Seconds since 1970; null when the server set no end. */
	expiresAt: number | null;
	uid: Uid;
	clientId: string;
}

/** What `getCode` gives (seed 000). `expiresIn` in seconds. */
export interface Code {
	value: string;
	environment: string;
	expiresIn: number;
	redirectUri: string;
	clientId: string;
}

/** An account's uid from its environment and the server's own id for the person. */
export function formatUid(environment: string, value: string): Uid {
	return `${environment}:${value}`;
}

/** The environment that a uid names. */
export function environmentOf(uid: Uid): string {
	return uid.slice(0, uid.indexOf(":"));
}

/** The server's own id for the person that a uid names. */
export function personOf(uid: Uid): string {
	return uid.slice(uid.indexOf(":") + 1);
}
