/** Somebody who can sign in at the sandbox; `id` is what `/info` calls `id`, a decimal string. */
export type Person = {
	readonly id: string;
	readonly login: string;
	readonly displayName: string;
	readonly firstName: string;
	readonly lastName: string;
	readonly sex: "male" | "female" | null;
	/** The first one is the default address; may be empty, as for accounts that have only a phone. */
	readonly emails: readonly string[];
	/** What stands in avatar addresses; may contain a slash, as at Yandex. */
	readonly avatarId: string;
	/** `YYYY-MM-DD`, or `null` when the person did not tell. */
	readonly birthday: string | null;
	readonly phone: { readonly id: number; readonly number: string } | null;
};

/** An app registered at the sandbox. */
export type Client = {
	readonly id: string;
	readonly name: string;
	/** Left out: no secret is ever right, so the app can neither refresh nor revoke. */
	readonly secret?: string;
	/** The first one is used when `/authorize` names none. Not read for an app of the kind "API access". */
	readonly redirectUris: readonly string[];
	/** The rights chosen at registration: nothing else can be asked for. */
	readonly scopes: readonly string[];
	/** "API access": the redirect is fixed to the verification page, and `login:*` rights are not to be had. */
	readonly kind?: "user login" | "API access";
	/** Why the app gets `unauthorized_client` (or, when blocked, `invalid_client` at `/token`). */
	readonly standing?: "awaiting moderation" | "rejected" | "blocked";
	/** Seconds; `null` makes tokens without end, whose answers carry no `expires_in`. */
	readonly tokenLifetime?: number | null;
	/** A right that needs a payment authorisation first: see payment.ts. */
	readonly moneyScope?: string;
	/** A refresh answers with the same access token and a new refresh token, as Yandex does for young tokens. */
	readonly keepsAccessToken?: boolean;
};

/** The device of seed 002 › `device_id`, `device_name`. */
export type Device = { readonly id: string; readonly name: string | null };

/** What a sandbox can be told once for all apps. */
export type Settings = {
	/** Redirect of "API access" apps; `null` means `/verification_code` on the host that was asked. */
	readonly verificationAddress: string | null;
	/** Seconds a token lives unless its app says otherwise; `null`: without end. */
	readonly tokenLifetime: number | null;
	/** Seconds a device must wait between two polls. */
	readonly deviceInterval: number;
	/** Seconds a device code lives. */
	readonly deviceLifetime: number;
};

/** One year, as Yandex gives to most apps. */
export const DEFAULT_SETTINGS: Settings = {
	verificationAddress: null,
	tokenLifetime: 31_536_000,
	deviceInterval: 5,
	deviceLifetime: 600,
};
