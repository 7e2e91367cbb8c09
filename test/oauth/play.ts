import { PassportError } from "../../src/contract/errors.ts";
import type { Client, Environment } from "../../src/contract/settings.ts";
import { PRESETS } from "../../src/oauth/presets.ts";
import { type JudgedRedirect, judgeRedirect } from "../../src/oauth/redirect.ts";
import type { Wire } from "../../src/oauth/types.ts";

const [production] = PRESETS;
if (!production) throw new Error("no presets");

/** Yandex, as it is from the start. */
export const YANDEX: Environment = production;

/** A server that speaks as the RFCs are written, and has everything. */
export const STANDARD: Environment = {
	name: "other",
	dialect: "standard",
	issuer: "https://id.example",
	authorization_endpoint: "https://id.example/authorize",
	token_endpoint: "https://id.example/token",
	userinfo_endpoint: "https://id.example/userinfo",
	revocation_endpoint: "https://id.example/revoke",
	device_authorization_endpoint: "https://id.example/device_authorization",
	scheme: "Bearer",
	userinfo: { uid: "sub", login: "preferred_username", name: "name", picture: "picture", email: "email" },
};

export const PUBLIC: Client = {
	environment: "production",
	clientId: "client-one",
	scopes: [],
	optionalScopes: [],
	authentication: "body",
	wayBack: "redirect",
};
export const CONFIDENTIAL: Client = { ...PUBLIC, clientSecret: "marked-secret:with+signs" };
export const BASIC: Client = { ...CONFIDENTIAL, authentication: "basic" };

export const REDIRECT_URI = "https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/production";
export const DEVICE = { id: "device-0001", name: "Chrome · app.example" };
export const STATE = "state-0123456789abcdefghijklmnopqrstuv";
/** RFC 7636 appendix B. */
export const VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
export const CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

export const NOW = 1_800_000_000;

/** What was sent, as far as a server can tell. */
export interface Sent {
	url: string;
	init: RequestInit;
	method: string;
	headers: Headers;
	form: Record<string, string>;
}

/** A wire that plays these answers in turn, and what went over it. */
export function wireOf(...answers: (Response | (() => Response | Promise<Response>))[]) {
	const sent: Sent[] = [];
	const queue = [...answers];
	const wire: Wire = {
		now: () => NOW,
		fetch: async (url, init) => {
			const form = Object.fromEntries(new URLSearchParams(String(init.body ?? "")));
			sent.push({ url, init, method: init.method ?? "GET", headers: new Headers(init.headers), form });
			const next = queue.shift();
			if (next === undefined) throw new Error("one request too many");
			return typeof next === "function" ? next() : next;
		},
	};
	return { wire, sent };
}

/** The only request that was sent. */
export function only(sent: readonly Sent[]): Sent {
	const [first, ...rest] = sent;
	if (!first || rest.length > 0) throw new Error(`${sent.length} requests were sent`);
	return first;
}

/** Seed 002, "Format of response with token". */
export const TOKEN_ANSWER = {
	token_type: "bearer",
	access_token: "marked-access-token",
	expires_in: 124234123534,
	refresh_token: "marked-refresh-token",
	scope: "login:info login:email login:avatar",
};

export function json(body: unknown, status = 200): Response {
	return Response.json(body, { status });
}

/** A redirect that was judged, with this code. */
export function redirectWith(code = "marked-code"): JudgedRedirect {
	const answer = `${REDIRECT_URI}?code=${encodeURIComponent(code)}&state=${STATE}`;
	return judgeRedirect({
		environment: YANDEX,
		client: PUBLIC,
		redirectUri: REDIRECT_URI,
		state: STATE,
		answer,
	});
}

/** The PassportError that something throws. */
export async function errorOf(step: () => unknown): Promise<PassportError> {
	try {
		await step();
	} catch (thrown) {
		if (thrown instanceof PassportError) return thrown;
		throw thrown;
	}
	throw new Error("nothing was thrown");
}
