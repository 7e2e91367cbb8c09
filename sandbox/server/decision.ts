import type { AuthorizationRequest } from "./authorization-request.ts";
import { issueCode } from "./codes.ts";
import { isRedirectErrorCode, isTokenErrorCode, type RedirectErrorCode } from "./errors.ts";
import { rememberGrant } from "./grants.ts";
import type { Person } from "./model.ts";
import { refusePage } from "./page.ts";
import type { Received } from "./received.ts";
import { redirectErrorParams, redirectTo } from "./redirect.ts";
import type { AskedScopes } from "./scopes.ts";
import type { Granted, World } from "./state.ts";

/** What a consent form said. */
export type Decision =
	| { readonly kind: "deny" }
	| ({ readonly kind: "allow" } & Granted)
	| { readonly kind: "redirect error"; readonly code: RedirectErrorCode };

/** Reads a consent form: required rights are granted as a whole, of the optional ones those that were ticked. */
export function readDecision(form: URLSearchParams, { required, optional }: AskedScopes): Decision {
	const decision = form.get("decision");
	if (decision === "deny") return { kind: "deny" };
	const ticked = optional.filter((right) => form.getAll("granted").includes(right));
	const allow = {
		kind: "allow",
		scopes: [...required, ...ticked],
		fewer: ticked.length < optional.length,
	} as const;
	if (decision === "allow") return { ...allow, playedError: null };
	const [way, code = ""] = splitOnce(form.get("play") ?? "");
	if (decision === "play" && way === "redirect" && isRedirectErrorCode(code))
		return { kind: "redirect error", code };
	if (decision === "play" && way === "token" && isTokenErrorCode(code))
		return { ...allow, playedError: code };
	throw refusePage("Neither Allow nor Deny was pressed.");
}

function splitOnce(text: string): readonly [string, string] {
	const colon = text.indexOf(":");
	return [text.slice(0, colon), text.slice(colon + 1)];
}

/** Sends the person back to the app with what they decided. */
export function decide(
	request: AuthorizationRequest,
	person: Person,
	form: URLSearchParams,
	received: Received,
	world: World,
): Response {
	const { client, redirectUri, state } = request;
	const decision = readDecision(form, request.asked);
	if (decision.kind !== "allow") {
		const code = decision.kind === "deny" ? "access_denied" : decision.code;
		return redirectTo(redirectUri, redirectErrorParams(code, state, received), 303);
	}
	rememberGrant(world, client, person, decision.scopes);
	return redirectWithCode(request, person, decision, 303, world);
}

/** Sends the person back with a fresh confirmation code for what was granted. */
export function redirectWithCode(
	request: AuthorizationRequest,
	person: Person,
	{ scopes, fewer, playedError }: Granted,
	status: 302 | 303,
	world: World,
): Response {
	const { client, device, challenge, redirectUri, state } = request;
	const owner = { clientId: client.id, personId: person.id };
	const code = issueCode(world, {
		...owner,
		device,
		scopes,
		fewer,
		challenge,
		redirectUri: redirectUri.href,
		playedError,
	});
	return redirectTo(redirectUri, { code: code.value, state }, status);
}
