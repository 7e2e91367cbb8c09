import type { Client } from "../../sandbox/server/model.ts";
import { ADA } from "../../sandbox/server/people.ts";
import { createAuthorizationServer, type ServerOptions } from "../../sandbox/server/server.ts";

/** An app with a secret and every right that the tables ask for. */
export const APP: Client = {
	id: "app-one",
	name: "App <One>",
	secret: "app-one-secret",
	redirectUris: ["https://one.example/back", "https://one.example/other"],
	scopes: ["login:info", "login:email", "login:avatar"],
};

/** Another app, whose codes and tokens are not the first one's. */
export const OTHER_APP: Client = { ...APP, id: "app-two", name: "App Two", secret: "app-two-secret" };

/** RFC 7636 appendix B. */
export const VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
export const CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

export const ORIGIN = "https://oauth.yandex.com";
export const SECRET = { client_id: APP.id, client_secret: "app-one-secret" };

type Params = Record<string, string> | readonly (readonly [string, string])[];

/** A server with a clock that stands still, numbers for randomness, and the requests the tables are made of. */
export function play(options: Partial<ServerOptions> = {}) {
	const clock = { seconds: 1_800_000_000 };
	let count = 0;
	const random = (bytes: number) => {
		count += 1;
		return count.toString(36).padStart(Math.ceil((bytes * 4) / 3), "x");
	};
	const server = createAuthorizationServer({
		now: () => clock.seconds,
		random,
		clients: [APP, OTHER_APP],
		...options,
	});
	const cookie = server.signIn(ADA.id);

	function get(path: string, params: Params = {}, headers: Record<string, string> = {}): Promise<Response> {
		const url = `${ORIGIN}${path}?${new URLSearchParams(entries(params))}`;
		return server.handle(new Request(url, { headers }));
	}

	function post(path: string, params: Params, headers: Record<string, string> = {}): Promise<Response> {
		const body = new URLSearchParams(entries(params));
		return server.handle(new Request(`${ORIGIN}${path}`, { method: "POST", body, headers }));
	}

	/** GET `/authorize` in Ada's browser; `null` leaves a default out. */
	function authorize(params: Record<string, string | null> = {}, headers = { cookie }): Promise<Response> {
		return get("/authorize", authorizeParams(params), headers);
	}

	/** Presses a button of the page that those params lead to. */
	function press(
		params: Record<string, string | null>,
		form: Params,
		headers = { cookie },
	): Promise<Response> {
		return post(`/authorize?${new URLSearchParams(authorizeParams(params))}`, form, headers);
	}

	/** Lets Ada allow everything, and returns the code. */
	async function code(
		params: Record<string, string | null> = {},
		granted: readonly string[] = [],
	): Promise<string> {
		const ticked = granted.map((right) => ["granted", right] as const);
		const response = await press(params, [["decision", "allow"], ...ticked]);
		return redirected(response).get("code") ?? "";
	}

	/** Exchanges a code with the secret. */
	function exchange(codeValue: string, params: Record<string, string> = {}): Promise<Response> {
		return post("/token", { grant_type: "authorization_code", code: codeValue, ...SECRET, ...params });
	}

	/** A token answer's body, after a whole flow. */
	async function token(params: Record<string, string | null> = {}): Promise<TokenBody> {
		return (await exchange(await code(params))).json() as Promise<TokenBody>;
	}

	return { server, clock, cookie, get, post, authorize, press, code, exchange, token };
}

/** What `/token` answers with. */
export type TokenBody = {
	readonly access_token: string;
	readonly refresh_token: string;
	readonly expires_in?: number;
	readonly scope?: string;
};

function authorizeParams(params: Record<string, string | null>): Record<string, string> {
	const all = { response_type: "code", client_id: APP.id, ...params };
	return Object.fromEntries(
		Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== null),
	);
}

function entries(params: Params): [string, string][] {
	return (Array.isArray(params) ? [...params] : Object.entries(params)) as [string, string][];
}

/** The query a redirect carries; fails with the status when it is none. */
export function redirected(response: Response): URLSearchParams {
	const location = response.headers.get("location");
	if (location === null) throw new Error(`no redirect, but status ${response.status}`);
	return new URL(location).searchParams;
}

/** Status and error code of a JSON refusal. */
export async function refusal(response: Response): Promise<readonly [number, string]> {
	const { error } = (await response.json()) as { error: string };
	return [response.status, error];
}

/** The text of a page with its tags removed. */
export async function textOf(response: Response): Promise<string> {
	const markup = (await response.text()).replace(/<style>.*<\/style>/s, "");
	return markup.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");
}

/** The names of a page's buttons. */
export async function buttonsOf(response: Response): Promise<readonly string[]> {
	const markup = await response.text();
	return [...markup.matchAll(/<button[^>]*>(.*?)<\/button>/gs)].map(([, inside = ""]) =>
		inside.replace(/<[^>]*>/g, "").trim(),
	);
}
