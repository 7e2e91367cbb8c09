import { describe, expect, it } from "vitest";
import { ADA } from "../../sandbox/server/people.ts";
import { APP, play, refusal, VERIFIER } from "./play.ts";

describe("The request journal", () => {
	it("keeps every request in order, with host, path, params and the answer's status", async () => {
		const { server, authorize, post } = play();
		await authorize({ state: "s1" });
		await post("/token", { grant_type: "password" });
		expect(server.requests.map(({ method, path, status }) => [method, path, status])).toEqual([
			["GET", "/authorize", 200],
			["POST", "/token", 400],
		]);
		expect(server.requests[0]).toMatchObject({
			host: "oauth.yandex.com",
			url: "https://oauth.yandex.com/authorize",
			params: { state: "s1" },
			cookies: true,
			authorization: null,
		});
		expect(server.requestsTo("/authorize")).toHaveLength(1);
		expect(server.requestsTo("/authorize", "POST")).toHaveLength(0);
	});

	it("covers secrets where it can be printed, and gives them to tests", async () => {
		const { server, exchange, get } = play();
		await exchange("0123456789abcdef", { code_verifier: VERIFIER });
		await get("/info", {}, { authorization: "OAuth a-token" });
		await get("/info", {}, { authorization: "a-bare-token" });
		const printed = JSON.stringify(server.requests);
		for (const secret of ["0123456789abcdef", VERIFIER, "app-one-secret", "a-token", "a-bare-token"]) {
			expect(printed).not.toContain(secret);
		}
		expect(server.requests[0]?.param("code_verifier")).toBe(VERIFIER);
		expect(server.requests[1]?.authorization).toBe("OAuth");
		expect(server.requests[1]?.header("authorization")).toBe("OAuth a-token");
	});

	it("tells when a request has arrived, be it before or after the question", async () => {
		const { server, get } = play();
		const second = server.whenRequested({ path: "/info", method: "GET" }, 2);
		await get("/info", { n: "1" });
		await get("/info", { n: "2" });
		expect((await second).params).toEqual({ n: "2" });
		expect((await server.whenRequested({ path: "/info" })).params).toEqual({ n: "1" });
	});
});

describe("Faults", () => {
	it("a response is played once, then the real one comes back", async () => {
		const { server, get } = play();
		server.play("/info", new Response("<h1>captcha</h1>", { status: 503 }));
		expect((await get("/info")).status).toBe(503);
		expect((await get("/info")).status).toBe(401);
	});

	it("faults queue, count, and may mean one method only", async () => {
		const { server, get, post } = play();
		server.play("/device", new Response(null, { status: 500 }), { method: "POST" });
		server.play("/device", new Response("again", { status: 502 }), { times: 2 });
		expect((await get("/device")).status).toBe(502);
		expect((await post("/device", {})).status).toBe(500);
		expect((await get("/device")).status).toBe(502);
		expect((await get("/device")).status).toBe(200);
	});

	it("a fault can be taken back", async () => {
		const { server, get } = play();
		const takeBack = server.play("/device", new Response(null, { status: 500 }), {
			times: Number.POSITIVE_INFINITY,
		});
		expect((await get("/device")).status).toBe(500);
		takeBack();
		expect((await get("/device")).status).toBe(200);
	});

	it("a function may hold the real answer back, or change it", async () => {
		const { server, get } = play();
		const gate = Promise.withResolvers<void>();
		server.play("/info", async (received, answer) => {
			await gate.promise;
			return new Response(received.url.pathname, { status: (await answer()).status });
		});
		const answered = get("/info");
		await server.whenRequested({ path: "/info" });
		expect(server.requests[0]?.status).toBeNull();
		gate.resolve();
		expect(await (await answered).text()).toBe("/info");
		expect(server.requests[0]?.status).toBe(401);
	});

	it("reset is a broken connection, and an error of the table has its own status", async () => {
		const { server, get, post } = play();
		server.play("/info", "reset");
		expect((await get("/info")).type).toBe("error");
		server.playError("/token", "Basic auth required");
		expect(await refusal(await post("/token", {}))).toEqual([401, "Basic auth required"]);
	});
});

describe("Hands", () => {
	it("ended sessions ask who one is again, tokens live on", async () => {
		const { server, authorize, token } = play();
		await token();
		server.endSessions();
		expect((await authorize()).status).toBe(200);
		expect(server.tokens()).toHaveLength(1);
	});

	it("nobody can be signed in who does not exist", () => {
		expect(() => play().server.signIn("nobody")).toThrow(TypeError);
	});

	it("people and apps are those the server was given", async () => {
		const { server, authorize } = play({ people: [ADA], clients: [] });
		expect((await authorize()).status).toBe(400);
		server.registerClient(APP);
		expect((await authorize()).status).toBe(200);
	});
});
