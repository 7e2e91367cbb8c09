import { describe, expect, it } from "vitest";
import { SEED_TOKEN_ERRORS } from "../../sandbox/server/errors.ts";
import { pollDeviceToken, requestDeviceCode } from "../../src/oauth/device-flow.ts";
import { exchangeCode } from "../../src/oauth/exchange-code.ts";
import { refresh } from "../../src/oauth/refresh.ts";
import type { Step } from "../../src/oauth/server-errors.ts";
import { meaningOf, SERVER_ERRORS } from "../../src/oauth/server-errors.ts";
import type { Wire } from "../../src/oauth/types.ts";
import {
	CONFIDENTIAL,
	DEVICE,
	errorOf,
	json,
	REDIRECT_URI,
	redirectWith,
	VERIFIER,
	wireOf,
	YANDEX,
} from "./play.ts";

const parties = { environment: YANDEX, client: CONFIDENTIAL };
const ASK = {
	exchange: (wire: Wire) =>
		exchangeCode(wire, {
			...parties,
			redirectUri: REDIRECT_URI,
			redirect: redirectWith(),
			codeVerifier: VERIFIER,
		}),
	refresh: (wire: Wire) => refresh(wire, { ...parties, refreshToken: "marked-refresh-token" }),
	poll: (wire: Wire) => pollDeviceToken(wire, { ...parties, deviceCode: "marked-device-code" }),
	device: (wire: Wire) => requestDeviceCode(wire, { ...parties, device: DEVICE, scopes: [] }),
} satisfies Partial<Record<Step, (wire: Wire) => Promise<unknown>>>;
type Asked = keyof typeof ASK;

const refusal = (step: Asked, answer: Response) => errorOf(() => ASK[step](wireOf(answer).wire));

type Row = readonly [error: string, step: Asked, code: string];

/** Seed 002, "Format of response with token": one row per code and step, and what the RFCs add. */
const ROWS: readonly Row[] = [
	["authorization_pending", "poll", "authorization_pending"],
	["bad_verification_code", "exchange", "code_invalid"],
	["bad_verification_code", "poll", "code_invalid"],
	["invalid_client", "exchange", "credentials_invalid"],
	["invalid_client", "refresh", "credentials_invalid"],
	["invalid_client", "poll", "credentials_invalid"],
	["invalid_client", "device", "credentials_invalid"],
	["invalid_grant", "exchange", "code_invalid"],
	["invalid_grant", "refresh", "account_not_authorized"],
	["invalid_grant", "poll", "code_invalid"],
	["invalid_request", "exchange", "unknown_error"],
	["invalid_scope", "exchange", "scope_invalid"],
	["invalid_scope", "device", "scope_invalid"],
	["unauthorized_client", "exchange", "unauthorized_client"],
	["unauthorized_client", "refresh", "unauthorized_client"],
	["unsupported_grant_type", "exchange", "unknown_error"],
	["Basic auth required", "exchange", "unknown_error"],
	["Malformed Authorization header", "exchange", "unknown_error"],
	// RFC 8628 section 3.5
	["slow_down", "poll", "authorization_pending"],
	["access_denied", "poll", "access_denied"],
	["expired_token", "poll", "code_invalid"],
	["temporarily_unavailable", "exchange", "io_error"],
	["a code of tomorrow", "exchange", "unknown_error"],
	["toString", "exchange", "unknown_error"],
];

describe("Format of response with token › error codes", () => {
	it("has a row here for every code of the seed, and a meaning of its own for each", () => {
		const seed = Object.keys(SEED_TOKEN_ERRORS);
		expect(seed.filter((error) => !ROWS.some(([row]) => row === error))).toEqual([]);
		expect(seed.filter((error) => !Object.hasOwn(SERVER_ERRORS, error))).toEqual([]);
	});

	describe.each(ROWS)("%s, %s", (error, step, code) => {
		it(`is ${code}, in the server's own words (400)`, async () => {
			const answer = json({ error, error_description: "The server's words" }, 400);
			const oauth = { error, error_description: "The server's words" };
			expect(await refusal(step, answer)).toMatchObject({ code, oauth, environment: "production" });
		});

		it(`is ${code} without a description (401, with a challenge)`, async () => {
			const headers = { "www-authenticate": 'Basic realm="OAuth"' };
			const answer = Response.json({ error }, { status: 401, headers });
			const thrown = await refusal(step, answer);
			expect([thrown.code, thrown.oauth]).toEqual([code, { error }]);
		});

		it(`is ${code} with status 200 too`, async () => {
			expect((await refusal(step, json({ error }))).code).toBe(code);
		});
	});

	it.each(Object.keys(ASK) as Asked[])("is temporary trouble with any body and 5xx: %s", async (step) => {
		for (const answer of [
			json({ error: "invalid_grant" }, 500),
			new Response("<p>"),
			new Response(null, { status: 503 }),
		]) {
			expect(await refusal(step, answer)).toMatchObject({ code: "io_error", retryable: true });
		}
	});

	it("keeps the server's words of a 5xx", async () => {
		const { oauth, environment } = await refusal("refresh", json({ error: "backend.failed" }, 502));
		expect([oauth, environment]).toEqual([{ error: "backend.failed" }, "production"]);
	});

	it.each([[{ error: "" }], [{ error: 7 }], [{ error: null }], [{ error: { code: 1 } }], [{}]])(
		"a 400 of another shape is a bug on one of the two sides: %j",
		async (body) => {
			const thrown = await refusal("exchange", json(body, 400));
			expect([thrown.code, thrown.environment, thrown.oauth]).toEqual([
				"unknown_error",
				"production",
				undefined,
			]);
			expect(thrown.message).toContain("status 400");
		},
	);

	it.each<readonly [string, Response, string]>([
		["a page that is not there", new Response("<p>", { status: 404 }), "status 404"],
		["too many requests", new Response(null, { status: 429 }), "trouble"],
		["a request that took too long", json({}, 408), "trouble"],
	])("temporary trouble says where and what it is: %s", async (_, answer, words) => {
		const { code, environment, message } = await refusal("exchange", answer);
		expect([code, environment, message]).toEqual(["io_error", "production", expect.stringContaining(words)]);
	});

	it("tells each person what to do in at most two sentences", () => {
		for (const error of [...Object.keys(SERVER_ERRORS), "unknown"]) {
			const { message } = meaningOf(error, "exchange");
			expect(message).toMatch(/^[A-Z].{20,130}\.$/);
		}
	});
});

describe("Payment authorization", () => {
	const pending = {
		error: "payment_auth_pending",
		payment_auth_context_id: "context-1",
		payment_auth_url: "https://oauth.yandex.ru/payment?context_id=context-1",
	};

	it.each(["exchange", "refresh", "poll"] as const)("carries context and address: %s", async (step) => {
		expect(await refusal(step, json(pending, 400))).toMatchObject({
			code: "payment_auth_required",
			environment: "production",
			oauth: { error: "payment_auth_pending" },
			paymentAuth: { contextId: "context-1", url: pending.payment_auth_url },
		});
	});

	it.each([
		["no address", { payment_auth_url: undefined }],
		["no context", { payment_auth_context_id: undefined }],
		["a context of another shape", { payment_auth_context_id: "a b" }],
		["a script", { payment_auth_url: "javascript:alert(1)" }],
		["http", { payment_auth_url: "http://oauth.yandex.ru/payment" }],
		["this very machine", { payment_auth_url: "http://127.0.0.1/payment" }],
		["this very machine, by TLS", { payment_auth_url: "https://localhost/payment" }],
		["an address too long", { payment_auth_url: `https://oauth.yandex.ru/${"x".repeat(2048)}` }],
		["an address with a user", { payment_auth_url: "https://a@oauth.yandex.ru/" }],
		["an address with a password", { payment_auth_url: "https://:b@oauth.yandex.ru/" }],
		["an address with credentials", { payment_auth_url: "https://a:b@oauth.yandex.ru/" }],
		["something relative", { payment_auth_url: "/payment" }],
	])("is refused with %s", async (_, change) => {
		const thrown = await refusal("exchange", json({ ...pending, ...change }, 400));
		expect([thrown.code, thrown.paymentAuth]).toEqual(["unknown_error", undefined]);
	});
});
