import { request as tlsRequest } from "node:https";
import { afterEach, describe, expect, it } from "vitest";
import { listen } from "../../sandbox/listen.ts";
import { type Sandbox, serveSandbox } from "../../sandbox/serve.ts";
import { ADA } from "../../sandbox/server/people.ts";
import { createSite } from "../../sandbox/site.ts";
import { APP } from "./play.ts";

const open: { close: () => Promise<void> }[] = [];

/** A sandbox that is closed after the test. */
async function serve(options: Parameters<typeof serveSandbox>[0] = {}): Promise<Sandbox> {
	const sandbox = await serveSandbox({ clients: [APP], ...options });
	open.push(sandbox);
	return sandbox;
}

afterEach(async () => {
	await Promise.all(open.splice(0).map(({ close }) => close()));
});

describe("A listening sandbox", () => {
	it("answers over HTTP with status, headers, cookies and body", async () => {
		const { origin } = await serve();
		const url = `${origin}/authorize?response_type=code&client_id=${APP.id}`;
		const response = await fetch(url, { method: "POST", body: new URLSearchParams({ person: ADA.id }) });
		expect(response.status).toBe(200);
		expect(response.headers.getSetCookie()).toEqual([
			expect.stringMatching(/^sandbox_session=.*; Path=\/; HttpOnly$/),
		]);
		expect(await response.text()).toContain(ADA.displayName);
	});

	it("answers over TLS under the name that was asked for", async () => {
		const sandbox = await serve({ hosts: ["oauth.yandex.ru", "login.yandex.ru"] });
		const status = await new Promise<number | undefined>((resolve, reject) => {
			const options = {
				port: sandbox.port,
				host: "127.0.0.1",
				servername: "login.yandex.ru",
				rejectUnauthorized: false,
			};
			tlsRequest({ ...options, path: "/info", headers: { host: "login.yandex.ru" } }, (response) => {
				response.resume();
				resolve(response.statusCode);
			})
				.on("error", reject)
				.end();
		});
		expect(status).toBe(401);
		expect(sandbox.requests[0]).toMatchObject({
			host: "login.yandex.ru",
			url: "https://login.yandex.ru/info",
		});
	});

	it("breaks the connection when told to", async () => {
		const { origin, play } = await serve();
		play("/info", "reset");
		await expect(fetch(`${origin}/info`)).rejects.toThrow(TypeError);
	});

	it("closes promptly with a request that is never answered", async () => {
		const sandbox = await serve();
		sandbox.play("/info", "hang");
		const hanging = expect(fetch(`${sandbox.origin}/info`)).rejects.toThrow(TypeError);
		await sandbox.whenRequested({ path: "/info" });
		await sandbox.close();
		await hanging;
	});

	it("refuses a port that is taken", async () => {
		const { port } = await serve();
		await expect(serveSandbox({ port })).rejects.toThrow(/EADDRINUSE/);
	});
});

describe("The demo site", () => {
	it.each([
		["/", "text/html", "Token Broker demo site"],
		["/demo.js", "text/javascript", "ask("],
		["/ask.js", "text/javascript", "connect()"],
		["/methods.js", "text/javascript", "dropToken"],
		["/demo.css", "text/css", ":root"],
	])("serves %s", async (path, type, text) => {
		const site = await listen(createSite());
		open.push(site);
		const response = await fetch(site.origin + path);
		expect(response.headers.get("content-type")).toMatch(type);
		expect(await response.text()).toContain(text);
	});

	it.each(["/site.ts", "/../site.ts", "/passport/../../../package.json", "/passport/absent.js"])(
		"%s is not found",
		async (path) => {
			const response = await createSite()(new Request(`http://127.0.0.1${path}`));
			expect(response.status).toBe(404);
		},
	);
});
