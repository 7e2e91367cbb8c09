import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";

/** An app as this server knows it. */
export const LOCAL_APP = { id: "local-app", secret: "local-secret-of-32-characters-ok" };

/** A server that nobody here wrote: the npm package oidc-provider, on this machine. */
export type OidcServer = AsyncDisposable & {
	issuer: string;
	/** What it did, in its own words, oldest first: "refresh_token.consumed", "grant.success:authorization_code", … */
	events: readonly string[];
	/** Resolves once it has done that. */
	happened: (event: string) => Promise<void>;
	/** The status with which it answers an access token now. */
	statusOf: (accessToken: string) => Promise<number>;
	/** Changes the redirects with a code before the browser sees them, as an attacker between would. */
	tamper: (change: (address: URL) => void) => void;
};

/** Starts it for one app, with a redirect URI, with or without a secret. Every login is somebody. */
export async function startOidcServer(redirectUri: string, isPublic: boolean): Promise<OidcServer> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const { port } = server.address() as AddressInfo;
	const issuer = `http://localhost:${port}`;
	const provider = new Provider(issuer, configuration(redirectUri, isPublic));
	const answer = provider.callback();
	let change: (address: URL) => void = () => undefined;
	server.on("request", (request, response) => {
		rewriteRedirects(response, redirectUri, (address) => change(address));
		answer(request, response);
	});
	const { events, happened } = watch(provider);
	return {
		...{ issuer, events, happened },
		statusOf: async (accessToken) => {
			const headers = { authorization: `Bearer ${accessToken}` };
			return (await fetch(`http://127.0.0.1:${port}/me`, { headers })).status;
		},
		tamper: (next) => {
			change = next;
		},
		[Symbol.asyncDispose]: () =>
			new Promise<void>((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

function configuration(redirectUri: string, isPublic: boolean): object {
	return {
		clients: [
			{
				client_id: LOCAL_APP.id,
				...(isPublic ? {} : { client_secret: LOCAL_APP.secret }),
				token_endpoint_auth_method: isPublic ? "none" : "client_secret_post",
				redirect_uris: [redirectUri],
				grant_types: ["authorization_code", "refresh_token"],
				response_types: ["code"],
			},
		],
		scopes: ["openid", "offline_access"],
		claims: {
			openid: ["sub"],
			profile: ["name", "preferred_username"],
			email: ["email"],
		},
		findAccount: (_: unknown, sub: string) => ({
			accountId: sub,
			claims: () => ({
				sub,
				name: `${sub} of Localhost`,
				preferred_username: sub,
				email: `${sub}@localhost.example`,
			}),
		}),
		// A browser's extension cannot but send its own origin along, which this server refuses unless told.
		clientBasedCORS: (_: unknown, origin: string) => origin.startsWith("chrome-extension://"),
		// The user info endpoint tells profile and mail: there is no id_token for anybody to read.
		conformIdTokenClaims: true,
		pkce: { required: () => true },
		rotateRefreshToken: true,
		features: { devInteractions: { enabled: true }, revocation: { enabled: true } },
		cookies: { keys: ["a key of this test"] },
		ttl: { AccessToken: 3600, RefreshToken: 86_400, Session: 86_400, Grant: 86_400, Interaction: 600 },
	};
}

function rewriteRedirects(
	response: ServerResponse,
	redirectUri: string,
	change: (address: URL) => void,
): void {
	const setHeader = response.setHeader.bind(response);
	response.setHeader = (name, value) => {
		if (name.toLowerCase() !== "location" || !String(value).startsWith(redirectUri)) {
			return setHeader(name, value);
		}
		const address = new URL(String(value));
		change(address);
		return setHeader(name, address.href);
	};
}

const WATCHED = [
	"access_token.destroyed",
	"refresh_token.consumed",
	"refresh_token.destroyed",
	"grant.revoked",
	"grant.error",
];

function watch(provider: Provider): Pick<OidcServer, "events" | "happened"> {
	const events: string[] = [];
	const waiting = new Map<string, PromiseWithResolvers<void>>();
	const note = (event: string) => {
		events.push(event);
		waiting.get(event)?.resolve();
	};
	for (const name of WATCHED) provider.on(name, () => note(name));
	provider.on("grant.success", ({ oidc }) => note(`grant.success:${oidc.params.grant_type}`));
	const happened = async (event: string) => {
		if (events.includes(event)) return;
		const waiter = waiting.get(event) ?? Promise.withResolvers<void>();
		waiting.set(event, waiter);
		await waiter.promise;
	};
	return { events, happened };
}
