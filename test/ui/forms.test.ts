import { describe, expect, it } from "vitest";
import type { Environment, SettingsFile } from "../../src/contract/settings.ts";
import { type ClientDraft, draftOf, judgeDraft } from "../../src/options/client-draft.ts";
import { firstProblem } from "../../src/options/fields.ts";
import {
	addressesOf,
	judgeServer,
	problemWithIssuer,
	type ServerDraft,
	serverDraftOf,
} from "../../src/options/server-draft.ts";
import { readSettings, serversIn } from "../../src/options/settings-file.ts";
import { client, environment } from "./gallery/fixtures.ts";

const good: ClientDraft = { ...draftOf("production", undefined), clientId: "demo" };

describe("the form of an app refuses", () => {
	it.each([
		["no client id", { clientId: " " }, { clientId: "problem_client_id_missing" }],
		["a client id with a letter of another alphabet", { clientId: "дем" }, { clientId: "problem_client_id" }],
		["a client id of 257 letters", { clientId: "x".repeat(257) }, { clientId: "problem_client_id" }],
		["a secret with a tab in it", { clientSecret: "a\tb" }, { clientSecret: "problem_client_secret" }],
		["a scope with a quote", { scopes: 'login:"info"' }, { scopes: "problem_scopes" }],
		["101 scopes", { scopes: numbered(101) }, { scopes: "problem_scopes" }],
		["an optional scope with a backslash", { optionalScopes: "a\\b" }, { optionalScopes: "problem_scopes" }],
		["a name of 101 letters", { name: "x".repeat(101) }, { name: "problem_app_name" }],
	])("%s", (_, change, problems) => {
		expect(judgeDraft({ ...good, ...change })).toEqual({ problems });
	});

	it("several things at once, each in its place", () => {
		expect(judgeDraft({ ...good, clientId: "", scopes: '"' })).toEqual({
			problems: { clientId: "problem_client_id_missing", scopes: "problem_scopes" },
		});
	});
});

describe("the form of an app", () => {
	it("keeps the stored secret when its box is empty, by leaving it out", () => {
		expect(judgeDraft(good)).toEqual({
			input: {
				environment: "production",
				clientId: "demo",
				scopes: [],
				optionalScopes: [],
				authentication: "body",
				wayBack: "redirect",
			},
		});
	});

	it("forgives white space, and sorts the rights", () => {
		const judged = judgeDraft({
			...good,
			clientId: " demo\n",
			clientSecret: " s3cret ",
			name: " Demo ",
			scopes: "  login:info\tlogin:email login:info ",
			optionalScopes: "b  a",
		});
		expect(judged).toMatchObject({
			input: {
				clientId: "demo",
				clientSecret: "s3cret",
				name: "Demo",
				scopes: ["login:email", "login:info"],
				optionalScopes: ["a", "b"],
			},
		});
	});

	it("shows a stored app as it is, without its secret", () => {
		const draft = draftOf("production", client);
		expect(draft).toMatchObject({
			clientId: "demo-client",
			clientSecret: "",
			scopes: "login:email login:info",
		});
	});
});

const server: ServerDraft = {
	...serverDraftOf(),
	name: "company",
	authorization_endpoint: "https://id.example/authorize",
	token_endpoint: "https://id.example/token",
	userinfo_endpoint: "https://api.example/me",
};

describe("the form of a server refuses", () => {
	it.each([
		["no name", { name: "" }, { name: "problem_server_name" }],
		["a name in capitals", { name: "Company" }, { name: "problem_server_name" }],
		["a name that is taken", { name: "production" }, { name: "problem_server_name_taken" }],
		["no token endpoint", { token_endpoint: "" }, { token_endpoint: "problem_address_missing" }],
		["an insecure address", { token_endpoint: "http://id.example/" }, { token_endpoint: "problem_address" }],
		["an address with a password", { issuer: "https://a:b@id.example/" }, { issuer: "problem_address" }],
		["an address that is none", { revocation_endpoint: "id" }, { revocation_endpoint: "problem_address" }],
		["no field for the id", { userinfo_uid: "" }, { userinfo_uid: "problem_userinfo_field" }],
		["a field name with a space", { userinfo_email: "e mail" }, { userinfo_email: "problem_userinfo_field" }],
	])("%s", (_, change, problems) => {
		expect(judgeServer({ ...server, ...change }, ["production"])).toEqual({ problems });
	});
});

it.each([
	["", "problem_address_missing"],
	["not a url", "problem_address"],
	["http://id.example", "problem_address"],
	["https://id.example/#here", "problem_address"],
	["https://id.example", undefined],
	["http://localhost:9000", undefined],
])("a server is looked for at %j unless %s", (issuer, problem) => {
	expect(problemWithIssuer(issuer)).toBe(problem);
});

describe("the form of a server", () => {
	it("leaves out what the server does not have", () => {
		const judged = judgeServer({ ...server, userinfo_picture: " " }, []);
		expect(judged).toEqual({
			environment: {
				name: "company",
				dialect: "standard",
				authorization_endpoint: "https://id.example/authorize",
				token_endpoint: "https://id.example/token",
				userinfo_endpoint: "https://api.example/me",
				scheme: "Bearer",
				userinfo: { uid: "sub", login: "preferred_username", name: "name", email: "email" },
			},
		});
	});

	it("takes a server on this machine without TLS", () => {
		const judged = judgeServer({ ...server, token_endpoint: "http://localhost:9000/token" }, []);
		expect(judged).toHaveProperty("environment");
	});

	it("gives back unchanged what it shows", () => {
		const {
			preset: _,
			changed: __,
			redirectUri: ___,
			...stored
		} = environment("testing", {
			authorization_response_iss_parameter_supported: true,
			issuer: "https://oauth.yandex.ru",
		});
		expect(judgeServer(serverDraftOf(stored), [])).toEqual({ environment: stored });
	});

	it("knows every address for which the browser must be asked", () => {
		expect(addressesOf(environment("production"))).toHaveLength(5);
	});
});

it("the focus goes to the first wrong box in the order of the form, if there is one", () => {
	expect(firstProblem(["a", "b", "c"], { c: "problem_scopes", b: "problem_scopes" })).toBe("b");
	expect(firstProblem(["a"], {})).toBeUndefined();
});

describe("a settings file", () => {
	it.each(["", "{", "null", "[]", '{"tokenBrokerSettings":2}', '{"accounts":[]}'])("is not %j", (text) => {
		expect(readSettings(text)).toBeUndefined();
	});

	it("is read when it is whole", () => {
		const file = { tokenBrokerSettings: 1, environments: [], clients: [], language: "auto" };
		expect(readSettings(JSON.stringify(file))).toEqual(file);
	});
});

describe("the servers of a settings file", () => {
	const file = (...environments: Environment[]): SettingsFile => ({
		tokenBrokerSettings: 1,
		environments,
		clients: [],
		language: "auto",
	});
	const now = [environment("production"), environment("company-login")];

	it.each<readonly [string, Partial<Environment>, boolean]>([
		["another token endpoint", { token_endpoint: "https://evil.example/token" }, true],
		["another sign-in page", { authorization_endpoint: "https://evil.example/authorize" }, true],
		["another port", { userinfo_endpoint: "https://login.yandex.ru:8443/info" }, true],
		["another path only", { token_endpoint: "https://oauth.yandex.ru/v2/token" }, false],
		["nothing else", {}, false],
	])("lead elsewhere than now with %s: %#", (_, change, isMoved) => {
		const [server] = serversIn(file(environment("production", change)), now);
		expect(server?.isMoved).toBe(isMoved);
	});

	it("lead elsewhere when an address of now is not there any more", () => {
		const { revocation_endpoint: _, ...rest } = environment("production");
		expect(serversIn(file(rest), now)).toMatchObject([{ name: "production", isMoved: true }]);
	});

	it("are told with each of their hosts once, and a new one leads nowhere else", () => {
		expect(serversIn(file(environment("mine")), now)).toEqual([
			{ name: "mine", hosts: ["oauth.yandex.ru", "login.yandex.ru"], isMoved: false },
		]);
	});
});

function numbered(count: number): string {
	return Array.from({ length: count }, (_, index) => `s${index}`).join(" ");
}
