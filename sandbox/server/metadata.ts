import { json } from "./json.ts";
import type { Received } from "./received.ts";
import type { World } from "./state.ts";

/**
 * GET `/.well-known/oauth-authorization-server` (RFC 8414), so that the sandbox can be added by its issuer address.
 * Yandex has no such document. `/revoke_token` and `/device/code` have parameters of their own and are left out, and so
 * is Basic authentication: seed 002 encodes id and secret as they are, RFC 6749 section 2.3.1 does not. `/info` is
 * Yandex's: whoever adds the sandbox so has to name its fields, `id` first.
 */
export function showMetadata({ url }: Received, { state }: World): Response {
	const at = (path: string) => new URL(path, url).href;
	return json({
		issuer: url.origin,
		authorization_endpoint: at("/authorize"),
		token_endpoint: at("/token"),
		userinfo_endpoint: at("/info"),
		response_types_supported: ["code"],
		response_modes_supported: ["query"],
		grant_types_supported: ["authorization_code", "refresh_token"],
		token_endpoint_auth_methods_supported: ["client_secret_post", "none"],
		code_challenge_methods_supported: ["S256", "plain"],
		scopes_supported: [...new Set([...state.clients.values()].flatMap((client) => client.scopes))],
	});
}
