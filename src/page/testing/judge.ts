import { PASSPORT_ERROR_CODES } from "../../contract/errors.ts";
import { METHOD_NAMES } from "../../contract/request.ts";
import type { TestAccount, TestClient, TestPassportOptions, TestPerson, TestToken } from "./options.ts";

/**
 * Says in words what the types say, to tests that no compiler reads: a misspelt option would else change nothing, and
 * the test would pass for the wrong reason. Each throws a TypeError that names the place.
 */
type Judge = (value: unknown, place: string) => void;
type Fields<T> = Record<keyof T, Judge>;

const text = expecting("a string", (value) => typeof value === "string");
const flag = expecting("a boolean", (value) => typeof value === "boolean");
const time = expecting("a number or null", (value) => value === null || typeof value === "number");
const anything = (): void => undefined;
const answers = oneOf(["allow", "allow-once", "deny", "close"]);
const clock = expecting("{ now(), sleep(ms) }", (value) =>
	["now", "sleep"].every((name) => isRecord(value) && typeof value[name] === "function"),
);

const account = record({
	...{ uid: text, environment: text, displayName: text, isAuthorized: optional(flag) },
	...{ login: optional(text), avatarUrl: optional(text), email: optional(text) },
} satisfies Fields<TestAccount>);

const client = record({
	...{ environment: text, clientId: text, scopes: list(text), optionalScopes: optional(list(text)) },
} satisfies Fields<TestClient>);

const token = record({
	...{ value: optional(text), scheme: optional(text), scopes: optional(list(text)) },
	...{ expiresAt: optional(time), uid: optional(text), clientId: optional(text) },
} satisfies Fields<TestToken>);

const person = record({
	...{ answers, uid: optional(text), optionalScopes: optional(list(text)) },
} satisfies Fields<TestPerson>);

const options = record({
	...{ accounts: optional(list(account)), clients: optional(list(client)), tokens: optional(list(token)) },
	...{ person: optional(person), tokenLifetime: optional(time), time: optional(clock) },
} satisfies Fields<TestPassportOptions>);

const failure = record({
	...{ code: oneOf([...PASSPORT_ERROR_CODES, "broker_not_found"]), method: optional(oneOf(METHOD_NAMES)) },
	...{ message: optional(text), uid: optional(text), environment: optional(text), clientId: optional(text) },
	...{ retryAfter: anything, oauth: anything, paymentAuth: anything },
});

/** @throws TypeError */
export function judgeOptions(value: TestPassportOptions): void {
	options(value, "options");
}

/** @throws TypeError */
export function judgePerson(value: object): asserts value is TestPerson {
	person(value, "person");
}

/** What is to fail next: code and options together. @throws TypeError */
export function judgeFailure(value: object): void {
	failure(value, "failNext");
}

function oneOf(words: readonly string[]): Judge {
	return expecting(`one of ${words.join(", ")}`, (value) => words.some((word) => word === value));
}

function expecting(what: string, holds: (value: unknown) => boolean): Judge {
	return (value, place) => {
		if (!holds(value)) throw new TypeError(`${place} must be ${what}`);
	};
}

function optional(judge: Judge): Judge {
	return (value, place) => {
		if (value !== undefined) judge(value, place);
	};
}

function list(judge: Judge): Judge {
	return (value, place) => {
		if (!Array.isArray(value)) throw new TypeError(`${place} must be a list`);
		for (const [at, one] of value.entries()) judge(one, `${place}[${at}]`);
	};
}

function record(fields: Record<string, Judge>): Judge {
	return (value, place) => {
		if (!isRecord(value)) throw new TypeError(`${place} must be an object`);
		const unknown = Object.keys(value).find((name) => !Object.hasOwn(fields, name));
		if (unknown !== undefined) {
			throw new TypeError(`${place}.${unknown}: only ${Object.keys(fields).join(", ")} may be there`);
		}
		for (const [name, judge] of Object.entries(fields)) judge(value[name], `${place}.${name}`);
	};
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
