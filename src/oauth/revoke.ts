import { revocationRequest } from "oauth4webapi";
import { PassportError } from "../contract/errors.ts";
import type { Client, Environment } from "../contract/settings.ts";
import { readAnswer } from "./answer.ts";
import { usesSecret } from "./client.ts";
import { fetchWithin } from "./http.ts";
import { partiesOf, requestOptions } from "./server.ts";
import type { Wire } from "./types.ts";

/** The tokens of one grant, as far as they are known. */
export interface RevokeAsk {
	environment: Environment;
	client: Client;
	accessToken: string | null;
	refreshToken?: string;
}

/** What the server says when it will not revoke a token of this kind, or not for this app. */
const NOT_POSSIBLE = ["unsupported_token_type", "invalid_grant"];

/** What some servers say of a token that is dead already, where RFC 7009 section 2.2 wants a 200. */
const DEAD = "invalid_token";

/**
 * Has tokens revoked (RFC 7009; at Yandex `/revoke_token`, only with the secret and only tokens of devices).
 * `not_possible`: at least one of them may live on, whatever is tried.
 * @throws PassportError `io_error` when another try may succeed, `credentials_invalid` and those of the table.
 */
export async function revoke(wire: Wire, ask: RevokeAsk): Promise<"revoked" | "not_possible"> {
	const { environment, client, accessToken, refreshToken } = ask;
	const endpoint = environment.revocation_endpoint;
	if (endpoint === undefined) return "not_possible";
	if (environment.dialect === "yandex") {
		// The refresh token dies with its access token; it cannot be revoked by itself.
		if (accessToken === null || !usesSecret(client)) return "not_possible";
		return (await revokeOne(ask, accessToken, askYandex(wire, ask, endpoint))) ? "revoked" : "not_possible";
	}
	const tokens = [refreshToken ?? null, accessToken].filter((token) => token !== null);
	const outcomes: boolean[] = [];
	for (const token of tokens) outcomes.push(await revokeOne(ask, token, askStandard(wire, ask, endpoint)));
	return tokens.length > 0 && outcomes.every(Boolean) ? "revoked" : "not_possible";
}

type Send = (token: string) => Promise<Response>;

/** Whether the token is dead now. */
async function revokeOne({ environment }: RevokeAsk, token: string, send: Send): Promise<boolean> {
	const context = { environment, step: "revoke" } as const;
	const response = await send(token);
	// RFC 7009 section 2.2: the status alone counts.
	if (response.ok) return true;
	const refusal: unknown = await readAnswer(response, context).catch((thrown: unknown) => thrown);
	// In trouble a server may say anything: another try will tell.
	if (!(refusal instanceof PassportError) || refusal.retryable) throw refusal;
	const error = refusal.oauth?.error ?? "";
	if (error !== DEAD && !NOT_POSSIBLE.includes(error)) throw refusal;
	return error === DEAD;
}

function askStandard(wire: Wire, { environment, client }: RevokeAsk, endpoint: string): Send {
	const { server, self, authentication } = partiesOf(environment, client);
	const options = requestOptions(fetchWithin(wire, environment), endpoint);
	return (token) => revocationRequest(server, self, authentication, token, options);
}

/** Yandex has a parameter of its own (Yandex ID documentation, "Token invalidation"). */
function askYandex(wire: Wire, { environment, client }: RevokeAsk, endpoint: string): Send {
	const { server, self, authentication } = partiesOf(environment, client);
	return async (token) => {
		const body = new URLSearchParams({ access_token: token });
		const headers = new Headers({ accept: "application/json" });
		await authentication(server, self, body, headers);
		return fetchWithin(wire, environment)(endpoint, {
			method: "POST",
			headers: Object.fromEntries(headers),
			body,
		});
	};
}
