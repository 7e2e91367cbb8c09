import * as v from "valibot";
import { describe, expect, it } from "vitest";
import manifest from "../../manifest.json" with { type: "json" };
import { Environment } from "../../src/contract/settings.ts";
import { usesSecret } from "../../src/oauth/client.ts";
import { createFlowSecrets } from "../../src/oauth/flow-secrets.ts";
import { PRESETS } from "../../src/oauth/presets.ts";
import { CONFIDENTIAL, PUBLIC } from "./play.ts";

describe("The presets", () => {
	it("are the five environments of the contract, in its order", () => {
		const names = ["production", "testing", "team_production", "team_testing", "rc"];
		expect(PRESETS.map(({ name }) => name)).toEqual(names);
	});

	it.each(PRESETS.map((preset) => [preset.name, preset] as const))(
		"%s has its shape, in its order",
		(_, preset) => {
			expect(JSON.stringify(v.parse(Environment, preset))).toBe(JSON.stringify(preset));
		},
	);

	it("never share a host, and the extension may contact each of them", () => {
		const hosts = PRESETS.flatMap(({ token_endpoint, userinfo_endpoint }) => [
			token_endpoint,
			userinfo_endpoint,
		]).map((endpoint) => new URL(endpoint).origin);
		expect(new Set(hosts).size).toBe(10);
		for (const host of hosts) expect(manifest.host_permissions).toContain(`${host}/*`);
	});
});

describe("A flow's secrets", () => {
	it("are fresh and long enough", async () => {
		const made = await Promise.all(Array.from({ length: 20 }, createFlowSecrets));
		const texts = made.flatMap(({ state, codeVerifier, codeChallenge }) => [
			state,
			codeVerifier,
			codeChallenge,
		]);
		expect(new Set(texts).size).toBe(60);
		for (const text of texts) expect(text).toMatch(/^[\w-]{43}$/);
	});

	it("hold the challenge of the verifier (RFC 7636 section 4.2, S256)", async () => {
		const { codeVerifier, codeChallenge } = await createFlowSecrets();
		const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(codeVerifier));
		expect(codeChallenge).toBe(Buffer.from(digest).toString("base64url"));
	});
});

describe("A client", () => {
	it("is confidential with a secret and public without one", () => {
		expect([usesSecret(CONFIDENTIAL), usesSecret(PUBLIC)]).toEqual([true, false]);
	});
});
