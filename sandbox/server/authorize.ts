import { type AuthorizationRequest, readAuthorizationRequest } from "./authorization-request.ts";
import { chooserPage, consentPage, type Question } from "./consent-page.ts";
import { decide, redirectWithCode } from "./decision.ts";
import { isGranted } from "./grants.ts";
import { html } from "./html.ts";
import type { Person } from "./model.ts";
import { page } from "./page.ts";
import { personByHint } from "./people.ts";
import type { Received } from "./received.ts";
import { redirectErrorParams, redirectTo } from "./redirect.ts";
import { beginSession, sessionCookie, signedIn } from "./session.ts";
import type { World } from "./state.ts";

/** GET `/authorize`: seed 002 › get-code. A person who agreed before is sent straight back (HTTP 302). */
export function showAuthorize(received: Received, world: World): Response {
	const request = readAuthorizationRequest(received, world);
	const refused = refusedByStanding(request, received);
	if (refused !== null) return refused;
	const people = [...world.state.people.values()];
	const current = signedIn(received, world);
	if (request.loginHint === null) {
		return current === undefined
			? chooserPage(questionOf(request, received), people)
			: proceed(request, current, received, world);
	}
	const hinted = personByHint(people, request.loginHint);
	if (hinted === undefined) return noSuchAccount(request.loginHint);
	return current === hinted
		? proceed(request, hinted, received, world)
		: chooserPage(questionOf(request, received), people, hinted);
}

/** POST `/authorize`: an answer of the two pages, with the query of the request they belong to. */
export function answerAuthorize(received: Received, world: World): Response {
	const request = readAuthorizationRequest(received, world);
	const refused = refusedByStanding(request, received);
	if (refused !== null) return refused;
	const form = received.form ?? new URLSearchParams();
	const chosen = world.state.people.get(form.get("person") ?? "");
	if (chosen !== undefined) {
		const response = proceed(request, chosen, received, world);
		response.headers.append("set-cookie", sessionCookie(beginSession(chosen, world), received));
		return response;
	}
	const current = signedIn(received, world);
	const people = [...world.state.people.values()];
	if (current === undefined) return chooserPage(questionOf(request, received), people);
	return decide(request, current, form, received, world);
}

function proceed(request: AuthorizationRequest, person: Person, received: Received, world: World): Response {
	const { client, asked, forceConfirm } = request;
	if (forceConfirm || !isGranted(world, client, person, asked)) {
		return consentPage(questionOf(request, received), person, [...world.state.people.values()]);
	}
	const granted = { scopes: [...asked.required, ...asked.optional], fewer: false, playedError: null };
	return redirectWithCode(request, person, granted, redirectStatus(received), world);
}

function refusedByStanding(request: AuthorizationRequest, received: Received): Response | null {
	if (request.client.standing === undefined) return null;
	const params = redirectErrorParams("unauthorized_client", request.state, received);
	return redirectTo(request.redirectUri, params, redirectStatus(received));
}

function redirectStatus({ method }: Received): 302 | 303 {
	return method === "POST" ? 303 : 302;
}

function questionOf(request: AuthorizationRequest, { url }: Received): Question {
	const { client, asked, device } = request;
	return { action: url.pathname + url.search, client, asked, device, redirects: true };
}

function noSuchAccount(loginHint: string): Response {
	return page(
		"No such account",
		html`<p>There is no account <strong>${loginHint}</strong>. Close this page and ask the app again.</p>`,
	);
}
