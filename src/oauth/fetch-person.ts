import { PassportError } from "../contract/errors.ts";
import type { Environment } from "../contract/settings.ts";
import { readAnswer, unexpected } from "./answer.ts";
import { fetchWithin } from "./http.ts";
import { readPerson } from "./person.ts";
import { meaningOf } from "./server-errors.ts";
import type { Person, Wire } from "./types.ts";

/**
 * Asks the server whose token it is; the token travels in the header alone (RFC 6750 section 2.1, and `OAuth` at
 * Yandex).
 * @throws PassportError `account_not_authorized` when the token does not work, `scope_invalid` when it may not ask,
 * `io_error`, `unknown_error` for an answer without a usable id.
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
	const person = readPerson(await readAnswer(response, context), environment);
	if (!person) throw unexpected(context);
	return person;
}

/** RFC 6750 section 3.1 puts the reason into a header; Yandex answers `{code, message}`. The status says enough. */
function refuseStatus(status: number, { name, dialect }: Environment): void {
	const error = status === 401 ? "invalid_token" : status === 403 ? "insufficient_scope" : undefined;
	if (error === undefined || (status === 403 && dialect === "yandex")) return;
	const { code, message } = meaningOf(error, "userinfo");
	throw new PassportError(code, message, { environment: name });
}
