import * as v from "valibot";
import { Client, Environment, Language } from "../contract/settings.ts";
import { EnvironmentName, Scope } from "../contract/shapes.ts";
import { personOf } from "../contract/values.ts";

/** What is kept: the shapes of all records, and their keys. Times are seconds since 1970. */

const Text = v.pipe(v.string(), v.maxLength(4096));
const Seconds = v.pipe(v.number(), v.finite());
const Scopes = v.array(Scope);

export const AccountRecord = v.strictObject({
	uid: Text,
	environment: EnvironmentName,
	/** What a token with fewer rights does not tell stays as another one told it. */
	displayName: v.exactOptional(Text),
	login: v.exactOptional(Text),
	avatarUrl: v.exactOptional(Text),
	email: v.exactOptional(Text),
	/** False after a silent renewal failed for want of the person; any grant makes it true again. */
	isAuthorized: v.boolean(),
	/** Sign-out has begun and must be finished, even after an interruption. */
	departing: v.boolean(),
});
export type AccountRecord = v.InferOutput<typeof AccountRecord>;

export const TokenRecord = v.strictObject({
	environment: EnvironmentName,
	uid: Text,
	clientId: Text,
	/** The origin it was issued to, or `OWN_SITE`. */
	site: Text,
	/** null when it must not be given again: dropped, or being replaced. */
	accessToken: v.nullable(Text),
	/** The last value there was: a renewal that gives it again is not one. */
	dropped: v.exactOptional(Text),
	refreshToken: v.exactOptional(Text),
	/** What was asked of the server, and what it granted. */
	asked: v.strictObject({ scopes: Scopes, optionalScopes: Scopes }),
	scopes: Scopes,
	issuedAt: Seconds,
	expiresAt: v.nullable(Seconds),
});
export type TokenRecord = v.InferOutput<typeof TokenRecord>;

export const Consent = v.strictObject({
	uid: Text,
	clientId: Text,
	scopes: Scopes,
	/** Everything the app is registered for: what a request without scopes asks of a client without scopes. */
	registeredRights: v.boolean(),
	/** Optional rights the person left out: not asked again. */
	declined: Scopes,
	duration: v.picklist(["hour", "session", "always"]),
	/** The browser session a `session` consent ends with. */
	browserSession: v.nullable(Text),
	grantedAt: Seconds,
	expiresAt: v.nullable(Seconds),
	lastUsedAt: v.nullable(Seconds),
});
export type Consent = v.InferOutput<typeof Consent>;

export const SiteRecord = v.strictObject({
	site: Text,
	/** Sent as `device_id`: made once for this installation and site and kept for ever (seed 002, `device_id`). */
	deviceId: v.pipe(v.string(), v.regex(/^[\x20-\x7e]{6,50}$/)),
	/** The account this site used last. */
	current: v.nullable(Text),
	consents: v.array(Consent),
});
export type SiteRecord = v.InferOutput<typeof SiteRecord>;

/** A token that is no longer ours to give and still to be revoked at the server. */
export const RevocationRecord = v.strictObject({
	id: Text,
	environment: EnvironmentName,
	clientId: Text,
	accessToken: v.nullable(Text),
	refreshToken: v.exactOptional(Text),
});
export type RevocationRecord = v.InferOutput<typeof RevocationRecord>;

export const ActivityRecord = v.strictObject({
	at: Seconds,
	site: Text,
	method: Text,
	outcome: v.picklist(["given", "refused"]),
	uid: v.exactOptional(Text),
	clientId: v.exactOptional(Text),
	scopes: Scopes,
	code: v.exactOptional(Text),
});

export const Preferences = v.strictObject({ language: Language });

/** Every kind of record and its shape. */
export const RECORDS = {
	account: AccountRecord,
	token: TokenRecord,
	site: SiteRecord,
	client: Client,
	environment: Environment,
	revocation: RevocationRecord,
	activity: ActivityRecord,
	preferences: Preferences,
} as const;

export type RecordKind = keyof typeof RECORDS;
export type RecordShape<K extends RecordKind> = v.InferOutput<(typeof RECORDS)[K]>;

/** An array, never a joined string: different names can never make the same key. */
export type RecordKey<K extends RecordKind = RecordKind> = readonly [K, ...string[]];

/** The extension's own name where a site's stands: the popup's sign-in has a token of its own. */
export const OWN_SITE = "extension";

type TokenNames = Pick<TokenRecord, "environment" | "uid" | "clientId" | "site">;

/** Where the token of one account, client and site is kept. */
export function tokenKey({ environment, uid, clientId, site }: TokenNames): RecordKey<"token"> {
	return ["token", environment, personOf(uid), clientId, site];
}

/** The name under which changes of one token record exclude each other. */
export function tokenLock(names: TokenNames): string {
	return JSON.stringify(tokenKey(names));
}
