import { PassportError } from "../contract/errors.ts";
import type { Environment } from "../contract/settings.ts";
import { type JsonObject, readAnswer } from "./answer.ts";
import { fetchWithin } from "./http.ts";
import { readPerson } from "./person.ts";
import { secretsBehind } from "./sent-secrets.ts";
import { meaningOf } from "./server-errors.ts";
import { removeSecrets } from "./server-words.ts";
import type { Person, Wire } from "./types.ts";

/**
 * Asks the server whose token it is; the token travels in the header alone (RFC 6750 section 2.1, and `OAuth` at
 * Yandex).
 * @throws PassportError `account_not_authorized` when the token does not work, `scope_invalid` when it may not ask,
 * `io_error`, `unknown_error` for an answer without a usable id; the message names the fields it has instead.
 */
export async function fetchPerson(
	wire: Wire,
	{ environment, accessToken }: { environment: Environment; accessToken: string },
): Promise<Person> {
	const url = new URL(environment.userinfo_endpoint);
	if (environment.dialect === "yandex") url.searchParams.set("format", "json");
	const headers = { accept: "application/json", authorization: `${environment.scheme} ${accessToken}` };
	const response = await fetchWithin(wire, environment)(url.href, { method: "GET", headers });
	refuseStatus(response.status, environment);
	const context = { environment, step: "userinfo" } as const;
	const info = await readAnswer(response, context);
	const person = readPerson(info, environment);
	if (!person) throw withoutId(info, environment, secretsBehind(response));
	return person;
}

/** How many of the fields' names are told. */
const MAX_FIELDS = 12;

/** Most likely the options name another field than the server: told are the names that there are, never a value. */
function withoutId(
	info: JsonObject,
	{ name, userinfo }: Environment,
	secrets: readonly string[],
): PassportError {
	const what = Object.hasOwn(info, userinfo.uid)
		? `The field "${userinfo.uid}" of the user info answer holds no usable ID.`
		: `The user info answer has no field "${userinfo.uid}".`;
	const names = Object.keys(info).filter(
		(field) => isFieldName(field) && removeSecrets(field, secrets) === field,
	);
	const some = names.length > MAX_FIELDS ? [...names.slice(0, MAX_FIELDS), "…"] : names;
	const fields = some.length > 0 ? `Its fields: ${some.join(", ")}.` : "It has no usable field.";
	const message = `${what} ${fields} Set the field names under Servers in the options.`;
	return new PassportError("unknown_error", message, { environment: name });
}

/** As the options take one. What begins with a digit is rather an id than a name. */
function isFieldName(field: string): boolean {
	return /^[A-Za-z_][A-Za-z0-9_.-]{0,39}$/.test(field);
}

/** RFC 6750 section 3.1 puts the reason into a header; Yandex answers `{code, message}`. The status says enough. */
function refuseStatus(status: number, { name, dialect }: Environment): void {
	const error = status === 401 ? "invalid_token" : status === 403 ? "insufficient_scope" : undefined;
	if (error === undefined || (status === 403 && dialect === "yandex")) return;
	const { code, message } = meaningOf(error, "userinfo");
	throw new PassportError(code, message, { environment: name });
}
