import type { Client } from "../contract/settings.ts";

/** Whether a client is confidential (RFC 6749 section 2.1): only then can it refresh, and revoke at Yandex. */
export function usesSecret(client: Client): client is Client & { clientSecret: string } {
	return client.clientSecret !== undefined;
}
