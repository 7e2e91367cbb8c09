import type { TokenErrorCode } from "./errors.ts";
import type { Client, Device, Person, Settings } from "./model.ts";
import type { Challenge } from "./pkce.ts";

/** The rights a person granted, whether they are fewer than asked for, and the error to play at the exchange. */
export type Granted = {
	readonly scopes: readonly string[];
	readonly fewer: boolean;
	readonly playedError: TokenErrorCode | null;
};

/** A code from `/authorize`, as long as it was not exchanged. Times are seconds since 1970. */
export type CodeRecord = {
	readonly value: string;
	readonly clientId: string;
	readonly personId: string;
	readonly device: Device | null;
	readonly scopes: readonly string[];
	/** Fewer rights than asked for: the token answer must then name them. */
	readonly fewer: boolean;
	readonly challenge: Challenge | null;
	readonly redirectUri: string;
	readonly issuedAt: number;
	/** An error to answer at the exchange instead of a token, chosen on the consent page. */
	readonly playedError: TokenErrorCode | null;
};

/** A living or expired token with its refresh token; a dead one is not kept. */
export type TokenRecord = {
	readonly accessToken: string;
	readonly refreshToken: string;
	readonly clientId: string;
	readonly personId: string;
	readonly device: Device | null;
	readonly scopes: readonly string[];
	readonly fewer: boolean;
	/** Where the code went that this token began with; `null` for the device flow. */
	readonly redirectUri: string | null;
	readonly issuedAt: number;
	readonly expiresAt: number | null;
};

/** One run of the device flow. */
export type DeviceCodeRecord = {
	readonly deviceCode: string;
	readonly userCode: string;
	readonly clientId: string;
	readonly device: Device | null;
	readonly required: readonly string[];
	readonly optional: readonly string[];
	readonly expiresAt: number;
	interval: number;
	lastPolledAt: number | null;
	decision: "pending" | "denied" | ({ readonly personId: string } & Granted);
};

/** One payment authorisation that `/token` asked for. */
export type PaymentRecord = {
	readonly contextId: string;
	readonly clientId: string;
	readonly personId: string;
	readonly redirectUri: string | null;
	passed: boolean;
};

/** Everything the sandbox remembers; it is gone when the process ends. */
export type State = {
	readonly clients: Map<string, Client>;
	readonly people: Map<string, Person>;
	/** Session cookie → person id. */
	readonly sessions: Map<string, string>;
	/** `pair(client, person)` → the rights that person agreed to. */
	readonly grants: Map<string, Set<string>>;
	readonly codes: Map<string, CodeRecord>;
	/** By access token, oldest first. */
	readonly tokens: Map<string, TokenRecord>;
	/** By device code. */
	readonly deviceCodes: Map<string, DeviceCodeRecord>;
	/** By context id. */
	readonly payments: Map<string, PaymentRecord>;
};

/** State and effects, handed to every endpoint. */
export type World = {
	readonly state: State;
	readonly settings: Settings;
	/** Seconds since 1970. */
	readonly now: () => number;
	/** So many random bytes as base64url. */
	readonly random: (bytes: number) => string;
};

/** An empty memory with these people and apps. */
export function createState(people: readonly Person[], clients: readonly Client[]): State {
	return {
		clients: new Map(clients.map((client) => [client.id, client])),
		people: new Map(people.map((person) => [person.id, person])),
		sessions: new Map(),
		grants: new Map(),
		codes: new Map(),
		tokens: new Map(),
		deviceCodes: new Map(),
		payments: new Map(),
	};
}

/** The key of what belongs to one app and one person together. */
export function pair(clientId: string, personId: string): string {
	return JSON.stringify([clientId, personId]);
}
