import { describe, expect, it } from "vitest";
import { fetchWithin, limitFetch } from "../../src/oauth/http.ts";
import { errorOf, json, only, wireOf, YANDEX } from "./play.ts";

const GET = { method: "GET", headers: {} } as const;

describe("A request", () => {
	it("is never sent to an address that is not the environment's own", async () => {
		const { wire, sent } = wireOf();
		const fetch = fetchWithin(wire, YANDEX);
		for (const url of [
			"https://evil.example/token",
			"https://oauth.yandex.ru/token/other",
			"https://oauth.yandex.ru/authorize",
			"https://oauth.yandex.ru:444/token",
			"http://oauth.yandex.ru/token",
			"https://oauth.yandex.ru.evil.example/token",
			"not an address",
		]) {
			expect((await errorOf(() => fetch(url, GET))).code, url).toBe("unknown_error");
		}
		expect(sent).toEqual([]);
	});

	it("is never sent without TLS, but to this very machine", async () => {
		const { wire, sent } = wireOf(json({}));
		const anywhere = limitFetch(wire, () => true);
		expect((await errorOf(() => anywhere("http://oauth.example/token", GET))).code).toBe("unknown_error");
		expect((await errorOf(() => anywhere("http://127.0.0.1.evil.example/", GET))).code).toBe("unknown_error");
		await anywhere("http://127.0.0.1:8080/token", GET);
		expect(sent).toHaveLength(1);
	});

	it("goes without cookies, referrer and cache, follows nothing, and ends by itself", async () => {
		const { wire, sent } = wireOf(json({}));
		await fetchWithin(wire, YANDEX)(YANDEX.token_endpoint, GET);
		expect(only(sent).init).toMatchObject({
			credentials: "omit",
			redirect: "manual",
			referrerPolicy: "no-referrer",
			cache: "no-store",
			signal: expect.any(AbortSignal),
		});
	});

	it.each([
		[599, undefined],
		[600, "io_error"],
		[999, "io_error"],
	])("answered with status %i ends in %j", async (status, code) => {
		const { wire } = wireOf(Object.defineProperty(new Response("x"), "status", { value: status }));
		const asked = fetchWithin(wire, YANDEX)(YANDEX.token_endpoint, GET);
		const ended = code === undefined ? await asked : await errorOf(() => asked);
		expect(ended).toMatchObject(code === undefined ? { status } : { code, retryable: true });
	});

	it("takes 64 KiB and not a byte more", async () => {
		const fits = new Response("x".repeat(64 * 1024));
		const { wire } = wireOf(fits, new Response("x".repeat(64 * 1024 + 1)));
		const fetch = fetchWithin(wire, YANDEX);
		expect(await (await fetch(YANDEX.token_endpoint, GET)).text()).toHaveLength(64 * 1024);
		expect((await errorOf(() => fetch(YANDEX.token_endpoint, GET))).code).toBe("io_error");
	});

	it("stops reading an answer without end", async () => {
		let cancelled = false;
		const endless = new ReadableStream({
			pull: (body) => body.enqueue(new Uint8Array(10_000)),
			cancel: () => {
				cancelled = true;
			},
		});
		const { wire } = wireOf(new Response(endless));
		const error = await errorOf(() => fetchWithin(wire, YANDEX)(YANDEX.token_endpoint, GET));
		expect([error.code, cancelled]).toEqual(["io_error", true]);
	});

	it("reads letters that arrive in two halves", async () => {
		const bytes = new TextEncoder().encode("Ада");
		const halves = new ReadableStream({
			start(body) {
				for (const byte of bytes) body.enqueue(new Uint8Array([byte]));
				body.close();
			},
		});
		const { wire } = wireOf(new Response(halves));
		const response = await fetchWithin(wire, YANDEX)(YANDEX.token_endpoint, GET);
		expect(await response.text()).toBe("Ада");
	});
});
