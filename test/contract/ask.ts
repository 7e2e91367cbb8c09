import { PassportError } from "../../src/contract/errors.ts";
import { parseRequest } from "../../src/contract/request.ts";

/** As it comes from the wire: with JSON's own idea of `__proto__`, which is an own key. */
export const wire = (json: string): unknown => JSON.parse(json);

export const request = (method: unknown, params?: unknown, more: object = {}) => ({
	passport: 1,
	method,
	...(params === undefined ? {} : { params }),
	...more,
});

export const getToken = (params: unknown) => request("getToken", params);

/** The refusal of a message; undefined when it is a request. Anything else that is thrown is a bug. */
export function refusalOf(message: unknown): PassportError | undefined {
	try {
		parseRequest(message);
	} catch (thrown) {
		if (thrown instanceof PassportError) return thrown;
		throw thrown;
	}
	return undefined;
}
