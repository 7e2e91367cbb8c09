import { type ClientAuth, ClientSecretBasic, ClientSecretPost, None } from "oauth4webapi";
import type { Client, Environment } from "../contract/settings.ts";
import { usesSecret } from "./client.ts";

/**
 * How a client says who it is: by its id alone when it is public, else by id and secret in the body or as Basic
 * (RFC 6749 section 2.3.1; seed 002, "Exchanging a confirmation code for a token").
 */
export function clientAuthentication(environment: Environment, client: Client): ClientAuth {
	if (!usesSecret(client)) return None();
	if (client.authentication === "body") return ClientSecretPost(client.clientSecret);
	return environment.dialect === "yandex"
		? plainBasic(client.clientSecret)
		: ClientSecretBasic(client.clientSecret);
}

/** The seed encodes `client_id:client_secret` as it is; RFC 6749 would form-encode both parts first. */
function plainBasic(clientSecret: string): ClientAuth {
	return (_server, { client_id }, _body, headers) => {
		headers.set("authorization", `Basic ${btoa(`${client_id}:${clientSecret}`)}`);
	};
}
