import type { PassportErrorObject } from "./errors.ts";
import type { Account, Code, Token, Uid } from "./values.ts";

/** Which client and rights are meant: left out, the environment's configured client and that client's scopes. */
export interface ClientParams {
	environment?: string;
	clientId?: string;
	scopes?: string[];
}

export interface QueryParams extends ClientParams {
	uid?: Uid;
}

export interface QueryResult {
	state: "granted" | "prompt" | "denied";
	missing: ("consent" | "account" | "authorization" | "credentials")[];
}

export interface SignInParams extends ClientParams {
	optionalScopes?: string[];
	loginHint?: string;
	forceConfirm?: boolean;
}

export interface GetTokenParams extends ClientParams {
	uid?: Uid;
	optionalScopes?: string[];
	interactive?: boolean;
	paymentAuth?: { contextId: string };
}

export interface GetCodeParams extends ClientParams {
	uid?: Uid;
	optionalScopes?: string[];
	codeChallenge?: string;
	codeChallengeMethod?: "S256";
	interactive?: boolean;
}

export interface HelloResult {
	name: string;
	version: string;
	contract: 1;
	methods: string[];
}

/** What a page may ask (contract, "Methods"): the parameters of each method and what it resolves with. */
export interface Methods {
	hello: { params: Record<never, never>; result: HelloResult };
	query: { params: QueryParams; result: QueryResult };
	getAccounts: { params: { environment?: string }; result: { accounts: Account[] } };
	getCurrentAccount: { params: Record<never, never>; result: { account: Account | null } };
	signIn: { params: SignInParams; result: { account: Account } };
	getToken: { params: GetTokenParams; result: Token };
	getCode: { params: GetCodeParams; result: Code };
	dropToken: { params: { value: string }; result: Record<never, never> };
	signOut: { params: { uid?: Uid }; result: Record<never, never> };
}

export type Method = keyof Methods;
export type Params<M extends Method> = Methods[M]["params"];
export type Result<M extends Method> = Methods[M]["result"];

/** A request that was judged to be one: `params` have their shape, scopes are sorted and without duplicates. */
export type PassportRequest = { [M in Method]: { id?: string; method: M; params: Params<M> } }[Method];

/** What a page hears back. */
export type Reply =
	| { passport: 1; id?: string; result: object }
	| { passport: 1; id?: string; error: PassportErrorObject };

/** What a page's port named `passport:1` hears (contract, "Events"). */
export interface PassportEvent {
	passport: 1;
	event: "accountadded" | "accountremoved" | "tokenchanged" | "disconnected";
	uid: Uid;
	reason?: string;
}

/** The name of the port that carries events. */
export const EVENT_PORT = "passport:1";
