import type { Client, Environment } from "../contract/settings.ts";

/** The page of the server that shows the code of an app whose redirect is fixed (Yandex: apps "for API access"). */
export function verificationPage({ authorization_endpoint }: Environment): string {
	return new URL("/verification_code", authorization_endpoint).href;
}

/** The `redirect_uri` of a flow: the browser's own for the environment, unless the client's is fixed. */
export function redirectUriOf(environment: Environment, client: Client, browserRedirectUri: string): string {
	return client.wayBack === "verification_page" ? verificationPage(environment) : browserRedirectUri;
}
