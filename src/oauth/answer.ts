import type * as v from "valibot";
import { PassportError, type PassportErrorDetails } from "../contract/errors.ts";
import { type AnswerContext, refusalOf } from "./refusal.ts";
import { secretsBehind } from "./sent-secrets.ts";
import { readWords } from "./server-words.ts";

/** What a server said, member by member unknown. */
export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * The JSON object of an answer that says yes.
 * @throws PassportError what the server's error means; `io_error` for 5xx, too many requests, and what is no JSON (a
 * captcha page, a proxy); `unknown_error` for another status. Also a 200 that names an error is one.
 */
export async function readAnswer(response: Response, context: AnswerContext): Promise<JsonObject> {
	const answer = await readObject(response);
	const words = answer && readWords(answer, [...secretsBehind(response), ...tokensIn(answer)]);
	const environment = context.environment.name;
	refuseTrouble(response.status, { environment, ...(words ? { oauth: words } : {}) });
	if (answer && words) throw refusalOf(words, answer, context);
	if (!answer) {
		throw new PassportError(
			"io_error",
			`The server answered with something else than JSON (status ${response.status}). Try again later.`,
			{ environment },
		);
	}
	if (response.status !== 200) {
		throw new PassportError(
			"unknown_error",
			`The server answered with status ${response.status} and no reason. Check its addresses in the options.`,
			{ environment },
		);
	}
	return answer;
}

/** @throws PassportError `io_error` when the status says that another try may succeed. */
export function refuseTrouble(status: number, details: PassportErrorDetails = {}): void {
	if (status < 500 && status !== 429 && status !== 408) return;
	throw new PassportError("io_error", "The server has trouble right now. Try again later.", details);
}

/** The error for an answer with a member that is missing or cannot be used; said is its name, never its value. */
export function unusable(member: string, { environment: { name } }: AnswerContext): PassportError {
	const message = `The server's answer cannot be used: see its "${member}".`;
	return new PassportError("unknown_error", message, { environment: name });
}

/** The name of the member that a schema of an answer found wrong. */
export function memberOf({ path }: v.BaseIssue<unknown>): string {
	return String(path?.[0].key);
}

/** The answer without the members that are null: they are not there. */
export function withoutAbsent(answer: JsonObject): JsonObject {
	return Object.fromEntries(Object.entries(answer).filter(([, value]) => value !== null));
}

/** The answer's JSON object; undefined when it is something else. */
async function readObject(response: Response): Promise<JsonObject | undefined> {
	try {
		const json: unknown = JSON.parse(await response.text());
		return typeof json === "object" && json !== null && !Array.isArray(json) ? { ...json } : undefined;
	} catch {
		return undefined;
	}
}

function tokensIn(answer: JsonObject): string[] {
	return ["access_token", "refresh_token", "id_token", "device_code"]
		.map((name) => answer[name])
		.filter((value) => typeof value === "string");
}
