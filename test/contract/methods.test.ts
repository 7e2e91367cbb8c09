import { describe, expect, it } from "vitest";
import { METHOD_NAMES, parseRequest } from "../../src/contract/request.ts";
import { refusalOf, request } from "./ask.ts";

/** The table of the contract, "Methods": which method has which parameters, and no others. */

const TABLE: Record<string, string> = {
	hello: "",
	query: "uid environment clientId scopes",
	getAccounts: "environment",
	getCurrentAccount: "",
	signIn: "environment clientId scopes optionalScopes loginHint forceConfirm",
	getToken: "uid environment clientId scopes optionalScopes interactive paymentAuth",
	getCode: "uid environment clientId scopes optionalScopes codeChallenge codeChallengeMethod interactive",
	dropToken: "value",
	signOut: "uid",
};

/** A good value of each parameter, a bad one, and what a developer is told of it. */
const PARAMS: Record<string, [good: unknown, bad: unknown, expected: string]> = {
	uid: ["production:1", "1", 'an account such as "production:1130000012345"'],
	environment: ["rc", "R C", 'the name of an environment, such as "production"'],
	clientId: ["app", "a b", "1 to 256 printable ASCII characters without spaces"],
	scopes: [["a"], [], 'a list of 1 to 100 rights, such as ["login:info"]'],
	optionalScopes: [[], ["a b"], 'a list of at most 100 rights, such as ["login:email"]'],
	interactive: [true, 1, "true or false"],
	forceConfirm: [true, "yes", "true or false"],
	loginHint: ["a", "", "a username or e-mail address of at most 254 characters"],
	paymentAuth: [
		{ contextId: "c" },
		"c",
		'an object with the "contextId" that came with payment_auth_required',
	],
	codeChallenge: ["a".repeat(43), "a", "an S256 code challenge of 43 to 128 characters"],
	codeChallengeMethod: ["S256", "plain", '"S256"'],
	value: ["token", "", "the value of a token"],
};

const columns = Object.entries(TABLE).map(
	([method, names]) => [method, names.split(" ").filter(Boolean)] as const,
);
const cells = columns.flatMap(([method, names]) => names.map((name) => [method, name] as const));
const goodParams = (names: readonly string[]) =>
	Object.fromEntries(names.map((name) => [name, PARAMS[name]?.[0]]));

describe("the methods", () => {
	it("are those of the contract, in its order", () => {
		expect(METHOD_NAMES).toEqual(Object.keys(TABLE));
	});

	it.each(columns)("%s takes all of %j at once", (method, names) => {
		const params = goodParams(names);
		expect(parseRequest(request(method, params))).toEqual({ method, params });
	});

	it.each(columns)("%s takes no parameter but %j, and says which there are", (method, names) => {
		for (const name of Object.keys(PARAMS).filter((other) => !names.includes(other))) {
			const params = { ...goodParams(names), [name]: PARAMS[name]?.[0] };
			const rule = names.length === 0 ? "must be empty" : `may hold only ${names.join(", ")}`;
			expect(refusalOf(request(method, params))?.message, name).toBe(
				`There is a field too many: "params" ${rule}`,
			);
		}
	});

	it.each(cells)("%s says what %s must be", (method, name) => {
		const [, names = []] = columns.find(([other]) => other === method) ?? [];
		const [, bad, expected] = PARAMS[name] ?? [];
		const refusal = refusalOf(request(method, { ...goodParams(names), [name]: bad }));
		expect(refusal).toMatchObject({
			code: "invalid_request",
			message: `"params.${name}" must be ${expected}`,
		});
	});
});
