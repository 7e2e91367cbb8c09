import * as v from "valibot";
import { PassportError, type PassportErrorDetails } from "../contract/errors.ts";
import type { Environment } from "../contract/settings.ts";
import { mayShow } from "./may-show.ts";
import { meaningOf, type Step } from "./server-errors.ts";
import type { ServerWords } from "./server-words.ts";

/** Where an answer came from. */
export interface AnswerContext {
	environment: Environment;
	step: Step;
}

/** The server's error as an error of the contract. */
export function refusalOf(
	words: ServerWords,
	answer: Readonly<Record<string, unknown>>,
	{ environment, step }: AnswerContext,
): PassportError {
	const { code, message } = meaningOf(words.error, step);
	const details: PassportErrorDetails = { environment: environment.name, oauth: words };
	if (code !== "payment_auth_required") return new PassportError(code, message, details);
	const paymentAuth = readPaymentAuth(answer, environment);
	if (paymentAuth) return new PassportError(code, message, { ...details, paymentAuth });
	return new PassportError(
		"unknown_error",
		"The server wants a payment authorization but does not say where.",
		details,
	);
}

const PaymentAnswer = v.object({
	payment_auth_context_id: v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,256}$/)),
	payment_auth_url: v.string(),
});

function readPaymentAuth(answer: Readonly<Record<string, unknown>>, environment: Environment) {
	const parsed = v.safeParse(PaymentAnswer, answer);
	if (!parsed.success) return undefined;
	const { payment_auth_context_id: contextId, payment_auth_url: url } = parsed.output;
	return mayShow(url, environment) ? { contextId, url: new URL(url).href } : undefined;
}
