import type { PassportErrorObject } from "./errors.ts";
import type { ClientInput, ClientView, Environment, Language, SettingsFile } from "./settings.ts";
import type { Token, Uid } from "./values.ts";

/**
 * What the extension's own pages (popup, options, consent) say to the background, and what they hear. A message is
 * `{ control: 1, method, params }`, the answer `{ result }` or `{ error }`. The background answers only its own pages.
 */

export interface AccountView {
	uid: Uid;
	environment: string;
	displayName: string;
	login?: string;
	email?: string;
	avatarUrl?: string;
	/** False when nothing but a sign-in by the person can give a token again. */
	isAuthorized: boolean;
}

/** How long a consent holds (`once`: the one request that asked). */
export type Duration = "once" | "hour" | "session" | "always";

/** What a person allowed one site. Times in seconds since 1970. */
export interface ConsentView {
	site: string;
	account: AccountView;
	clientId: string;
	clientName?: string;
	/** Empty: everything the app is registered for. */
	scopes: string[];
	duration: Duration;
	grantedAt: number;
	expiresAt: number | null;
	lastUsedAt: number | null;
}

/** A flow that is under way, or how the last one failed until it is dismissed or another begins. */
export interface FlowView {
	environment: string;
	/** The site that wants it; left out when the person began it here. */
	site?: string;
	state: "running" | "failed";
	/** Seconds since 1970. */
	startedAt: number;
	/** True while the person may paste the verification code (or the whole address) instead. */
	acceptsCode: boolean;
	/** Sign-in on another device (RFC 8628 section 3.2). `expiresAt`: seconds since 1970. */
	device?: { user_code: string; verification_uri: string; expiresAt: number };
	error?: PassportErrorObject;
}

/** What the popup has to know of a client. */
export interface OverviewClient {
	environment: string;
	clientId: string;
	name?: string;
	/** Device flow is possible. */
	confidential: boolean;
	/** The redirect URI to register with the app; absent where the server's verification page is the way back. */
	redirectUri?: string;
}

/** Everything the popup shows at first sight, in one answer. */
export interface Overview {
	accounts: AccountView[];
	/** The environments that have a client: where signing in is possible. */
	clients: OverviewClient[];
	flow: FlowView | null;
	language: Language;
}

/** What became of the account's tokens at the server when it was signed out. */
export interface SignOutReport {
	/** `some_live_on`: the server offers no way to revoke; the person can do it at `address`. */
	revocation: "all_revoked" | "some_live_on" | "nothing_to_revoke";
	address?: string;
}

/** The site in front of the person, in the popup. */
export interface SiteView {
	site: string;
	consents: ConsentView[];
	/** Firefox: whether the relay runs there. Always true in Chromium. */
	reachable: boolean;
}

export interface EnvironmentView extends Environment {
	/** One of the five presets: it can be changed and restored, not removed. */
	preset: boolean;
	/** Differs from what the preset says. */
	changed: boolean;
	/** The redirect URI to register with an app of this environment. */
	redirectUri: string;
}

export interface SettingsView {
	environments: EnvironmentView[];
	clients: ClientView[];
	language: Language;
	/** Environment and client of which more device tokens are alive for one person than the server keeps. */
	crowded: { environment: string; clientId: string; uid: Uid; alive: number; limit: number }[];
	/** Firefox: the relay runs on every site. Absent in Chromium. */
	everywhere?: boolean;
}

/** One token or code given or refused. Never holds one. */
export interface ActivityEntry {
	/** Seconds since 1970. */
	at: number;
	site: string;
	method: string;
	outcome: "given" | "refused";
	uid?: Uid;
	clientId?: string;
	scopes: string[];
	/** Why it was refused: a code of the contract. */
	code?: string;
}

/** What the consent window asks. */
export interface PromptView {
	id: string;
	/** The serialised origin, punycode as such. */
	site: string;
	environment: string;
	clientId: string;
	clientName?: string;
	/** The accounts one can choose from; empty when a sign-in follows. Only one when the request named it. */
	accounts: AccountView[];
	/** Whether *Use another account* is possible. */
	canUseAnother: boolean;
	/** Required rights that are asked; empty with `optional` empty too: everything the app is registered for. */
	scopes: string[];
	optionalScopes: string[];
	/** For each account, the rights among those that this site has already. Only the rest is new. */
	held: Record<Uid, string[]>;
}

export type PromptAnswer =
	| { allow: false }
	| {
			allow: true;
			/** null: use another account (a sign-in follows). */
			uid: Uid | null;
			optionalScopes: string[];
			duration: Duration;
	  };

/** What *Try it* found, in the server's own words where there are any. */
export interface TryReport {
	account?: AccountView;
	scopes?: string[];
	/** Seconds since 1970, or null without end. */
	expiresAt?: number | null;
	error?: PassportErrorObject;
}

/** What to hand to someone who helps: nothing secret in it. */
export interface Diagnosis {
	version: string;
	browser: string;
	environments: { name: string; changed: boolean; kind: "public" | "confidential" | "none" }[];
	counts: { accounts: number; sites: number; tokens: number; quarantined: number };
	lastRefusals: { at: number; method: string; code: string }[];
}

type Nothing = Record<never, never>;

/** The methods, in function syntax. */
export interface Control {
	overview(params: Nothing): Overview;
	/** Rejects when the flow fails; the flow goes on when the page that asked is closed. `uid`: sign in again as. */
	signIn(params: { environment: string; uid?: Uid; deviceFlow?: boolean }): { uid: Uid };
	/** Ends the flow under way, or dismisses the failed one. */
	cancelFlow(params: Nothing): Nothing;
	/** The verification code, or the whole address it stands in, pasted by the person. */
	enterCode(params: { text: string }): Nothing;
	signOut(params: { uid: Uid }): SignOutReport;
	site(params: { site: string }): SiteView;
	disconnect(params: { site: string; uid?: Uid }): Nothing;
	/** Firefox: as soon as the browser's permission is there, the relay runs on the site, without a reload. */
	connectSite(params: { site: string }): Nothing;
	/** Firefox: as soon as the browser's permission is there, the relay runs on every site; or only on connected ones. */
	connectEverywhere(params: { on: boolean }): Nothing;

	settings(params: Nothing): SettingsView;
	saveClient(params: ClientInput): Nothing;
	removeClient(params: { environment: string }): Nothing;
	saveEnvironment(params: Environment): Nothing;
	/** Removes an added environment with its client and accounts, or restores a preset. */
	removeEnvironment(params: { name: string }): Nothing;
	/** Reads the server's metadata (RFC 8414, OpenID Connect Discovery); saves nothing. */
	discoverEnvironment(params: { name: string; issuer: string }): Environment;
	setLanguage(params: { language: Language }): Nothing;
	sites(params: Nothing): { consents: ConsentView[] };
	/** Newest first. */
	activity(params: Nothing): { entries: ActivityEntry[] };
	clearActivity(params: Nothing): Nothing;
	tryClient(params: { environment: string }): TryReport;
	developerToken(params: { uid: Uid; clientId?: string; scopes?: string[] }): Token;
	exportSettings(params: { secrets: boolean }): SettingsFile;
	importSettings(params: { file: unknown }): Nothing;
	diagnosis(params: Nothing): Diagnosis;

	prompt(params: { id: string }): PromptView;
	answerPrompt(params: { id: string; answer: PromptAnswer }): Nothing;
}

export type ControlMethod = keyof Control;
export type ControlParams<M extends ControlMethod> = Parameters<Control[M]>[0];
export type ControlResult<M extends ControlMethod> = ReturnType<Control[M]>;

export type ControlReply = { result: object } | { error: PassportErrorObject };

/** The port on which the background says `{ changed: true }` whenever what the pages show has changed. */
export const CONTROL_PORT = "control:1";
