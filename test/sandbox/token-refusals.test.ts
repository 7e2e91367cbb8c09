import { describe, expect, it } from "vitest";
import { isTokenErrorCode, SEED_TOKEN_ERRORS, TOKEN_ERRORS } from "../../sandbox/server/errors.ts";
import { APP, ORIGIN, OTHER_APP, play, redirected, refusal, SECRET, VERIFIER } from "./play.ts";

const PUBLIC = { grant_type: "authorization_code", client_id: APP.id };

type Row = readonly [name: string, params: Record<string, string>, status: number, error: string];

describe("Exchanging a confirmation code for a token › refusals", () => {
	it.each<Row>([
		["invalid_request: grant_type is not specified", { grant_type: "" }, 400, "invalid_request"],
		["invalid_request: code is not specified", { code: "" }, 400, "invalid_request"],
		["invalid_request: client_id is not specified", { client_id: "" }, 400, "invalid_request"],
		["invalid_request: device_id is too short", { device_id: "short" }, 400, "invalid_request"],
		["unsupported_grant_type", { grant_type: "password" }, 400, "unsupported_grant_type"],
		["bad_verification_code: not of a code's shape", { code: "1234567" }, 400, "bad_verification_code"],
		["invalid_grant: no such code", { code: "0123456789abcdef" }, 400, "invalid_grant"],
		[
			"invalid_grant: the code of another app",
			{ client_id: OTHER_APP.id, client_secret: "app-two-secret" },
			400,
			"invalid_grant",
		],
		["invalid_grant: a verifier without a challenge", { code_verifier: VERIFIER }, 400, "invalid_grant"],
		["invalid_client: no such app", { client_id: "nobody" }, 400, "invalid_client"],
		["invalid_client: wrong secret", { client_secret: "wrong" }, 400, "invalid_client"],
		["invalid_client: no secret and no PKCE", { client_secret: "" }, 400, "invalid_client"],
	])("%s", async (_, params, status, error) => {
		const { code, exchange } = play();
		expect(await refusal(await exchange(await code(), params))).toEqual([status, error]);
	});

	it("invalid_request: a parameter specified twice", async () => {
		const { code, post } = play();
		const twice = [...Object.entries({ ...PUBLIC, ...SECRET, code: await code() }), ["code", "x"]] as [
			string,
			string,
		][];
		expect(await refusal(await post("/token", twice))).toEqual([400, "invalid_request"]);
	});

	it("invalid_request: a parameter that is not in the request body", async () => {
		const { code, post } = play();
		const body = { ...PUBLIC, ...SECRET, code: await code() };
		expect(await refusal(await post("/token?device_id=device-1", body))).toEqual([400, "invalid_request"]);
	});

	it("invalid_request: GET, or a body that is no form", async () => {
		const { get, server } = play();
		expect(await refusal(await get("/token"))).toEqual([400, "invalid_request"]);
		const request = new Request(`${ORIGIN}/token`, { method: "POST", body: JSON.stringify(PUBLIC) });
		expect(await refusal(await server.handle(request))).toEqual([400, "invalid_request"]);
	});

	it("invalid_client: the app is blocked", async () => {
		const { server, code, exchange } = play();
		const value = await code();
		server.registerClient({ ...APP, standing: "blocked" });
		expect(await refusal(await exchange(value))).toEqual([400, "invalid_client"]);
	});

	it.each(["rejected", "awaiting moderation"] as const)(
		"unauthorized_client: the app is %s",
		async (standing) => {
			const { server, code, exchange } = play();
			const value = await code();
			server.registerClient({ ...APP, standing });
			expect(await refusal(await exchange(value))).toEqual([400, "unauthorized_client"]);
		},
	);

	it("invalid_scope: the app's rights changed after the code was generated", async () => {
		const { server, code, exchange } = play();
		const value = await code();
		server.registerClient({ ...APP, scopes: ["login:info"] });
		expect(await refusal(await exchange(value))).toEqual([400, "invalid_scope"]);
	});

	it("Basic auth required: 401, the error alone", async () => {
		const { post } = play();
		const response = await post("/token", { ...PUBLIC, ...SECRET, code: "c" }, { authorization: "OAuth x" });
		expect(response.status).toBe(401);
		expect(await response.json()).toEqual({ error: "Basic auth required" });
	});

	it.each(["Basic", "Basic ***", `Basic ${btoa("no colon")}`, `Basic ${btoa("a:b")} x`])(
		"Malformed Authorization header: %j is 401, the error alone",
		async (authorization) => {
			const response = await play().post("/token", { ...PUBLIC, ...SECRET, code: "c" }, { authorization });
			expect(response.status).toBe(401);
			expect(await response.json()).toEqual({ error: "Malformed Authorization header" });
		},
	);

	it("an error that was played uses the code up", async () => {
		const { press, exchange } = play();
		const response = await press({}, { decision: "play", play: "token:invalid_scope" });
		const code = redirected(response).get("code") ?? "";
		expect(await refusal(await exchange(code))).toEqual([400, "invalid_scope"]);
		expect(await refusal(await exchange(code))).toEqual([400, "invalid_grant"]);
	});

	it.each(Object.keys(SEED_TOKEN_ERRORS))(
		"%s can be played from the page, with its status and shape",
		async (error) => {
			const { press, exchange } = play();
			const response = await press({}, { decision: "play", play: `token:${error}` });
			const answer = await exchange(redirected(response).get("code") ?? "");
			const row = isTokenErrorCode(error) ? TOKEN_ERRORS[error] : null;
			expect(answer.status).toBe(row?.status);
			expect(await answer.json()).toEqual({
				error,
				...(row?.description === null ? {} : { error_description: row?.description }),
			});
		},
	);
});
