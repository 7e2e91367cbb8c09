import * as v from "valibot";
import { PassportError } from "./errors.ts";
import type { Method, Params, PassportRequest } from "./methods.ts";
import { normalizeScopes } from "./scopes.ts";
import { ClientId, EnvironmentName, RequestId, Scope } from "./shapes.ts";

/** The largest request that is read at all, in bytes of its JSON. */
export const MAX_REQUEST_BYTES = 16 * 1024;

const UidShape = v.pipe(v.string(), v.regex(/^[a-z0-9_-]{1,32}:[\x21-\x7e]{1,255}$/));
const Printable = v.pipe(v.string(), v.regex(/^[\x20-\x7e]{1,4096}$/));
const ScopeList = v.pipe(
	v.array(Scope),
	v.minLength(1),
	v.maxLength(100),
	v.transform((scopes) => normalizeScopes(scopes)),
);
const OptionalScopeList = v.pipe(
	v.array(Scope),
	v.maxLength(100),
	v.transform((scopes) => normalizeScopes(scopes)),
);
const LoginHint = v.pipe(
	v.string(),
	v.minLength(1),
	v.maxLength(254),
	v.check((text) => text.isWellFormed()),
	v.regex(/^\P{Cc}+$/u),
);
const ContextId = v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,256}$/));
/** RFC 7636 section 4.2. */
const CodeChallenge = v.pipe(v.string(), v.regex(/^[A-Za-z0-9._~-]{43,128}$/));

const client = {
	environment: v.exactOptional(EnvironmentName),
	clientId: v.exactOptional(ClientId),
	scopes: v.exactOptional(ScopeList),
};
const uid = v.exactOptional(UidShape);
const optionalScopes = v.exactOptional(OptionalScopeList);
const interactive = v.exactOptional(v.boolean());

const PARAMS: { [M in Method]: v.StrictObjectSchema<v.ObjectEntries, undefined> } = {
	hello: v.strictObject({}),
	query: v.strictObject({ uid, ...client }),
	getAccounts: v.strictObject({ environment: client.environment }),
	getCurrentAccount: v.strictObject({}),
	signIn: v.strictObject({
		...client,
		optionalScopes,
		loginHint: v.exactOptional(LoginHint),
		forceConfirm: v.exactOptional(v.boolean()),
	}),
	getToken: v.strictObject({
		uid,
		...client,
		optionalScopes,
		interactive,
		paymentAuth: v.exactOptional(v.strictObject({ contextId: ContextId })),
	}),
	getCode: v.strictObject({
		uid,
		...client,
		optionalScopes,
		codeChallenge: v.exactOptional(CodeChallenge),
		codeChallengeMethod: v.exactOptional(v.literal("S256")),
		interactive,
	}),
	dropToken: v.strictObject({ value: Printable }),
	signOut: v.strictObject({ uid }),
};

/** What each parameter must be, for the developer who reads the refusal. */
const EXPECTED: Readonly<Record<string, string>> = {
	uid: 'an account such as "production:1130000012345"',
	environment: 'the name of an environment, such as "production"',
	clientId: "1 to 256 printable ASCII characters without spaces",
	scopes: 'a list of 1 to 100 rights, such as ["login:info"]',
	optionalScopes: 'a list of at most 100 rights, such as ["login:email"]',
	interactive: "true or false",
	forceConfirm: "true or false",
	loginHint: "a username or e-mail address of at most 254 characters",
	codeChallenge: "an S256 code challenge of 43 to 128 characters",
	codeChallengeMethod: '"S256"',
	paymentAuth: 'an object with the "contextId" that came with payment_auth_required',
	value: "the value of a token",
};

/** The methods of the contract, in its order. */
export const METHOD_NAMES = Object.keys(PARAMS) as Method[];

const ENVELOPE_KEYS = ["passport", "id", "method", "params"];

/**
 * Judges what a page sent.
 * @throws PassportError `invalid_request` naming the field, or `method_not_found`. Never anything else, whatever
 * the input; the text of the input is not repeated in the message.
 */
export function parseRequest(message: unknown): PassportRequest {
	refuseOversized(message);
	if (!isRecord(message)) throw invalid("The request must be an object");
	refuseUnknownKeys(message, ENVELOPE_KEYS, "the request");
	if (message["passport"] !== 1) throw invalid('"passport" must be 1, the version of the contract');
	const id = message["id"];
	if (id !== undefined && !v.is(RequestId, id)) {
		throw invalid('"id" must be 1 to 64 printable ASCII characters');
	}
	const method = parseMethod(message["method"]);
	const params = parseParams(method, message["params"] === undefined ? {} : message["params"]);
	return { ...(id === undefined ? {} : { id }), method, params } as PassportRequest;
}

/** The request's own id, when there is a valid one: a refusal carries it back. */
export function requestIdOf(message: unknown): string | undefined {
	const id = isRecord(message) ? message["id"] : undefined;
	return v.is(RequestId, id) ? id : undefined;
}

function refuseOversized(message: unknown): void {
	if (jsonBytes(message) > MAX_REQUEST_BYTES) {
		throw invalid(`The request must be JSON of at most ${MAX_REQUEST_BYTES} bytes`);
	}
}

function jsonBytes(message: unknown): number {
	try {
		const json = JSON.stringify(message) ?? "";
		return json.length > MAX_REQUEST_BYTES ? json.length : new TextEncoder().encode(json).length;
	} catch {
		return Number.POSITIVE_INFINITY;
	}
}

function parseMethod(method: unknown): Method {
	if (typeof method !== "string") throw invalid('"method" must be a string');
	if (!Object.hasOwn(PARAMS, method)) {
		throw new PassportError("method_not_found", "There is no such method in version 1 of the contract");
	}
	return method as Method;
}

function parseParams<M extends Method>(method: M, params: unknown): Params<M> {
	if (!isRecord(params)) throw invalid('"params" must be an object');
	const schema = PARAMS[method];
	refuseUnknownKeys(params, Object.keys(schema.entries), '"params"');
	if (isRecord(params["paymentAuth"]))
		refuseUnknownKeys(params["paymentAuth"], ["contextId"], '"params.paymentAuth"');
	const parsed = v.safeParse(schema, params, { abortEarly: true });
	if (!parsed.success) throw wrongForm(parsed.issues[0].path?.[0]?.key);
	const output: Params<M> = parsed.output;
	if ("codeChallengeMethod" in output && !("codeChallenge" in output)) {
		throw invalid('"params.codeChallenge" must come with codeChallengeMethod');
	}
	return output;
}

// valibot's strictObject asks `key in entries`, to which an own "__proto__" or "constructor" looks known.
function refuseUnknownKeys(object: Record<string, unknown>, known: readonly string[], place: string): void {
	if (Object.keys(object).every((key) => known.includes(key))) return;
	const rule = known.length === 0 ? "must be empty" : `may hold only ${known.join(", ")}`;
	throw invalid(`There is a field too many: ${place} ${rule}`);
}

function wrongForm(name: unknown): PassportError {
	const [key = "", expected = "of another form"] =
		Object.entries(EXPECTED).find(([known]) => known === name) ?? [];
	return invalid(`"params.${key}" must be ${expected}`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

function invalid(message: string): PassportError {
	return new PassportError("invalid_request", message);
}
