import { describe, expect, it } from "vitest";
import { toErrorObject } from "../../src/contract/errors.ts";
import type { Client, Environment } from "../../src/contract/settings.ts";
import { pollDeviceToken, requestDeviceCode } from "../../src/oauth/device-flow.ts";
import { exchangeCode } from "../../src/oauth/exchange-code.ts";
import { fetchPerson } from "../../src/oauth/fetch-person.ts";
import { judgeRedirect } from "../../src/oauth/redirect.ts";
import { refresh } from "../../src/oauth/refresh.ts";
import { revoke } from "../../src/oauth/revoke.ts";
import type { Wire } from "../../src/oauth/types.ts";
import {
	BASIC,
	CONFIDENTIAL,
	DEVICE,
	errorOf,
	NOW,
	REDIRECT_URI,
	redirectWith,
	STANDARD,
	STATE,
	YANDEX,
} from "./play.ts";

/** Whatever is secret holds this word, in every form it travels in. */
const MARK = /marked|%6darked|bWFya2Vk|1hcmtlZ|hcmtlZ/i;

const clientSecret = "marked-secret:with+signs";
const codeVerifier = `marked-verifier-${"v".repeat(40)}`;

const STEPS = {
	exchange: (wire, parties) =>
		exchangeCode(wire, {
			...parties,
			redirectUri: REDIRECT_URI,
			redirect: redirectWith("marked+code/="),
			codeVerifier,
		}),
	refresh: (wire, parties) => refresh(wire, { ...parties, refreshToken: "marked-refresh" }),
	poll: (wire, parties) => pollDeviceToken(wire, { ...parties, deviceCode: "marked-device" }),
	device: (wire, parties) => requestDeviceCode(wire, { ...parties, device: DEVICE, scopes: [] }),
	revoke: (wire, parties) =>
		revoke(wire, { ...parties, accessToken: "marked-access", refreshToken: "marked-r" }),
	person: (wire, { environment }) => fetchPerson(wire, { environment, accessToken: "marked-access" }),
} satisfies Record<
	string,
	(wire: Wire, parties: { environment: Environment; client: Client }) => Promise<unknown>
>;

/** The worst server: it says back everything it was sent, in each place where something can be said. */
const ECHOES: Record<string, (echo: string) => Response | Promise<Response>> = {
	"as a known error": (echo) =>
		Response.json({ error: "invalid_request", error_description: echo }, { status: 400 }),
	"as an error of its own": (echo) =>
		Response.json({ error: echo, error_description: echo }, { status: 400 }),
	"with status 200": (echo) =>
		Response.json({ error: echo, error_description: echo, access_token: "marked-new" }),
	"with the new tokens": () => {
		const tokens = {
			access_token: "marked-new",
			refresh_token: "marked-newer",
			id_token: "marked-id",
			device_code: "marked-code",
		};
		return Response.json({ error: "x", error_description: Object.values(tokens).join(), ...tokens });
	},
	"as a token of a kind nobody knows": (echo) =>
		Response.json({ access_token: "marked-new", refresh_token: "marked-newer", token_type: echo }),
	"as a broken token answer": (echo) =>
		Response.json({
			access_token: "marked-new",
			token_type: "bearer",
			expires_in: echo,
			device_code: 1,
			id: {},
		}),
	"as a page": (echo) => new Response(`<p>${echo}`, { headers: { "content-type": "text/html" } }),
	"as a page with status 400": (echo) => new Response(echo, { status: 400 }),
	"as trouble": (echo) => Response.json({ error: echo, error_description: echo }, { status: 503 }),
	"as a redirect": (echo) =>
		new Response(null, {
			status: 302,
			headers: { location: `https://evil.example/?${encodeURIComponent(echo)}` },
		}),
	"as a challenge": (echo) =>
		Response.json(
			{},
			{ status: 401, headers: { "www-authenticate": `Basic realm="${encodeURIComponent(echo)}"` } },
		),
	"too long": (echo) => new Response(echo.repeat(5000)),
	"in the words of a network fault": (echo) => Promise.reject(new TypeError(echo, { cause: echo })),
};

function echoing(answer: (echo: string) => Response | Promise<Response>): Wire {
	return {
		now: () => NOW,
		fetch: async (_, { body, headers }) => {
			const values = [...new URLSearchParams(String(body ?? "")).values()];
			const credentials = readingsOf(new Headers(headers).get("authorization") ?? "");
			return answer([String(body), ...values, ...values.map(encodeURIComponent), ...credentials].join(" "));
		},
	};
}

/** What a server can make of the Authorization header. */
function readingsOf(authorization: string): string[] {
	const [scheme = "", credentials = ""] = authorization.split(" ");
	if (scheme !== "Basic") return [authorization, credentials];
	const pair = atob(credentials);
	const [, ...secret] = pair.split(":");
	return [authorization, credentials, pair, secret.join(":"), decodeURIComponent(secret.join(":"))];
}

/** Everything of an error that anybody could look at. */
function everythingOf(thrown: Error): string {
	const own = Object.getOwnPropertyNames(thrown).map((name) => [name, String(Reflect.get(thrown, name))]);
	return JSON.stringify([own, thrown, thrown.message, thrown.stack, thrown.cause ?? null]);
}

describe.each([
	["Yandex, body", { environment: YANDEX, client: { ...CONFIDENTIAL, clientSecret } }],
	["Yandex, Basic", { environment: YANDEX, client: { ...BASIC, clientSecret } }],
	["standard, body", { environment: STANDARD, client: { ...CONFIDENTIAL, clientSecret } }],
	["standard, Basic", { environment: STANDARD, client: { ...BASIC, clientSecret } }],
] as const)("No secret comes out of a failure: %s", (_, parties) => {
	describe.each(Object.keys(STEPS) as (keyof typeof STEPS)[])("%s", (step) => {
		it.each(Object.entries(ECHOES))("said back %s", async (_, answer) => {
			const ended = await Promise.resolve(STEPS[step](echoing(answer), parties)).catch(
				(thrown: Error) => thrown,
			);
			if (!(ended instanceof Error)) return expect(["revoked", "not_possible"]).toContain(ended);
			expect(ended.name).toBe("PassportError");
			expect(everythingOf(ended)).not.toMatch(MARK);
		});
	});
});

it("What is no secret stays readable", async () => {
	const parties = { environment: STANDARD, client: { ...CONFIDENTIAL, clientSecret } };
	const device = { ...parties, environment: YANDEX, device: DEVICE, scopes: ["login:info"] };
	const exchange = { ...parties, redirectUri: REDIRECT_URI, redirect: redirectWith(), codeVerifier };
	const asks: [(wire: Wire) => Promise<unknown>, string][] = [
		[(wire) => requestDeviceCode(wire, device), `client-one ${DEVICE.id} ${DEVICE.name} login:info`],
		[(wire) => exchangeCode(wire, exchange), `client-one authorization_code ${REDIRECT_URI}`],
	];
	for (const [ask, error_description] of asks) {
		const wire = echoing(() => Response.json({ error: "invalid_request", error_description }));
		expect((await errorOf(() => ask(wire))).oauth?.error_description).toBe(error_description);
	}
});

it("No code comes out of a refused redirect", async () => {
	const client = { ...CONFIDENTIAL, clientSecret };
	for (const query of [
		"code=marked-code",
		"code=marked-code&state=x",
		`code=marked-code&code=marked-code&state=${STATE}`,
		`code=marked-code&error=marked-code&state=${STATE}`,
		`code=marked-code+marked&state=${STATE}`,
		`code=marked-code&state=${STATE}&iss=marked`,
		`state=${STATE}#code=marked-code`,
	]) {
		const answer = `${REDIRECT_URI}?${query}`;
		const ask = { environment: YANDEX, client, redirectUri: REDIRECT_URI, state: STATE, answer };
		const error = await errorOf(() => judgeRedirect(ask));
		expect(everythingOf(error) + JSON.stringify(toErrorObject(error))).not.toMatch(MARK);
	}
});
