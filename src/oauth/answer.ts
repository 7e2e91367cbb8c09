import { PassportError } from "../contract/errors.ts";
import { type AnswerContext, refusalOf } from "./refusal.ts";
import { secretsBehind } from "./sent-secrets.ts";
import { readWords, type ServerWords } from "./server-words.ts";

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
	refuseTrouble(response.status, context, words);
	if (answer && words) throw refusalOf(words, answer, context);
	if (!answer) {
		throw new PassportError(
			"io_error",
			"The server answered with something else than expected. Try again later.",
			{ environment: context.environment.name },
		);
	}
	if (response.status !== 200) throw unexpected(context);
	return answer;
}

/** @throws PassportError `io_error` when the status says that another try may succeed. */
function refuseTrouble(status: number, { environment }: AnswerContext, words?: ServerWords): void {
	if (status < 500 && status !== 429 && status !== 408) return;
	const details = { environment: environment.name, ...(words ? { oauth: words } : {}) };
	throw new PassportError("io_error", "The server has trouble right now. Try again later.", details);
}

/** The error for an answer that no specification knows. */
export function unexpected({ environment: { name } }: AnswerContext): PassportError {
	return new PassportError("unknown_error", "The server's answer makes no sense to the extension.", {
		environment: name,
	});
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
