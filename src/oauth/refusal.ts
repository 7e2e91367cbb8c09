import * as v from "valibot";
import { PassportError, type PassportErrorDetails } from "../contract/errors.ts";
import { isSecureAddress } from "../contract/loopback.ts";
import type { Environment } from "../contract/settings.ts";
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
	payment_auth_url: v.pipe(v.string(), v.maxLength(2048)),
});

function readPaymentAuth(answer: Readonly<Record<string, unknown>>, environment: Environment) {
	const parsed = v.safeParse(PaymentAnswer, answer);
	if (!parsed.success) return undefined;
	const url = URL.parse(parsed.output.payment_auth_url);
	if (!url || !mayShow(url, environment)) return undefined;
	return { contextId: parsed.output.payment_auth_context_id, url: url.href };
}

/** `https:`, or the very server that a developer runs on loopback: a server elsewhere never sends people there. */
function mayShow(url: URL, { authorization_endpoint }: Environment): boolean {
	if (url.username !== "" || url.password !== "") return false;
	return (
		url.protocol === "https:" ||
		(isSecureAddress(url) && url.origin === new URL(authorization_endpoint).origin)
	);
}
