import * as v from "valibot";
import { isSecureAddress } from "./loopback.ts";
import { normalizeScopes } from "./scopes.ts";
import { ClientId, EnvironmentName, Scope } from "./shapes.ts";

/** What a person sets in the options: the shapes, judged the same by the form, by an import and by the store. */

/** An absolute `https:` address (or `http:` on loopback) without credentials and fragment (RFC 6749 section 3.1). */
export const Address = v.pipe(
	v.string(),
	v.maxLength(2048),
	v.check((text) => {
		const url = URL.parse(text);
		return (
			url !== null && isSecureAddress(url) && url.hash === "" && url.username === "" && url.password === ""
		);
	}, "address"),
);

const FieldName = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_.-]{1,64}$/));

/**
 * How the server speaks. `yandex`: seed 002 with device fields, no `redirect_uri` at the token endpoint, its own
 * revocation and device flow. `standard`: RFC 6749, 7009, 8628 as they are written.
 */
export const Dialect = v.picklist(["yandex", "standard"]);

/** A server: RFC 8414 names for what RFC 8414 names. */
export const Environment = v.strictObject({
	name: EnvironmentName,
	dialect: Dialect,
	/** What an `iss` in the redirect must be (RFC 9207); left out, the authorization endpoint's origin stands for it. */
	issuer: v.exactOptional(Address),
	authorization_endpoint: Address,
	token_endpoint: Address,
	userinfo_endpoint: Address,
	revocation_endpoint: v.exactOptional(Address),
	device_authorization_endpoint: v.exactOptional(Address),
	/** RFC 9207 section 3: with it, a redirect without `iss` is refused. */
	authorization_response_iss_parameter_supported: v.exactOptional(v.boolean()),
	/** What goes before the token in the Authorization header. */
	scheme: v.picklist(["OAuth", "Bearer"]),
	/** The names of the user-info fields. */
	userinfo: v.strictObject({
		uid: FieldName,
		login: v.exactOptional(FieldName),
		name: v.exactOptional(FieldName),
		picture: v.exactOptional(FieldName),
		email: v.exactOptional(FieldName),
	}),
});
export type Environment = v.InferOutput<typeof Environment>;

const ScopeSet = v.pipe(
	v.array(Scope),
	v.maxLength(100),
	v.transform((scopes) => normalizeScopes(scopes)),
);

/** RFC 6749 appendix A.2, bounded. */
const ClientSecret = v.pipe(v.string(), v.regex(/^[\x20-\x7e]{1,512}$/));

const clientEntries = {
	environment: EnvironmentName,
	clientId: ClientId,
	/** The name the person knows the app by; shown in the consent window beside the id. */
	name: v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(100))),
	scopes: ScopeSet,
	optionalScopes: ScopeSet,
	/** Where id and secret travel: form body or HTTP Basic (RFC 6749 section 2.3.1). */
	authentication: v.picklist(["body", "basic"]),
	/** How the server sends the person back: the browser's redirect address, or Yandex's verification page. */
	wayBack: v.picklist(["redirect", "verification_page"]),
};

/** An app as the options page sees it: whether there is a secret, never which. With one it is *confidential*. */
export const ClientView = v.strictObject({ ...clientEntries, hasSecret: v.boolean() });
export type ClientView = v.InferOutput<typeof ClientView>;

/** An app as the options page saves it. `clientSecret`: left out keeps the stored one, `null` removes it. */
export const ClientInput = v.strictObject({
	...clientEntries,
	clientSecret: v.exactOptional(v.nullable(ClientSecret)),
});
export type ClientInput = v.InferOutput<typeof ClientInput>;

/** An app as it is stored, in the background alone: without a secret it is *public* (RFC 6749 section 2.1). */
export const Client = v.strictObject({ ...clientEntries, clientSecret: v.exactOptional(ClientSecret) });
export type Client = v.InferOutput<typeof Client>;

/** The language of the three pages; `auto` follows the browser. */
export const Language = v.picklist(["auto", "en", "ru"]);
export type Language = v.InferOutput<typeof Language>;

/** What export writes and import reads: settings, never tokens; secrets only when the person asked for them. */
export const SettingsFile = v.strictObject({
	tokenBrokerSettings: v.literal(1),
	environments: v.array(Environment),
	clients: v.array(Client),
	language: Language,
});
export type SettingsFile = v.InferOutput<typeof SettingsFile>;
