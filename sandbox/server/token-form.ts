import { refuseToken } from "./errors.ts";
import { duplicated, type Received, readValue } from "./received.ts";

/**
 * The form of a POST to `/token`, `/revoke_token` or `/device/code`.
 * `invalid_request` when a parameter is sent twice or outside of the body (seed 002 › get-token).
 */
export function readTokenForm({ query, form }: Received): URLSearchParams {
	if (query.size > 0) throw refuseToken("invalid_request", "Parameters must be passed in the request body");
	if (form === null) throw refuseToken("invalid_request", "The request body must be a form");
	const twice = duplicated(form);
	if (twice !== undefined) throw refuseToken("invalid_request", `${twice} specified twice`);
	return form;
}

/** A required parameter; `invalid_request` when it is not specified. */
export function requiredValue(form: URLSearchParams, name: string): string {
	const value = readValue(form, name);
	if (value === null) throw refuseToken("invalid_request", `${name} not specified`);
	return value;
}
