import { chooserPage, consentPage, type Question } from "./consent-page.ts";
import { readDecision } from "./decision.ts";
import { rememberGrant } from "./grants.ts";
import { html } from "./html.ts";
import type { Person } from "./model.ts";
import { page } from "./page.ts";
import type { Received } from "./received.ts";
import { beginSession, sessionCookie, signedIn } from "./session.ts";
import type { DeviceCodeRecord, World } from "./state.ts";

/** GET `/device`: where a person types the code that a device shows. */
export function showDevicePage({ query }: Received): Response {
	return codeForm(query.get("user_code") ?? "", null);
}

/** POST `/device`: the code, then the person, then Allow or Deny; each step carries the code along. */
export function answerDevicePage(received: Received, world: World): Response {
	const form = received.form ?? new URLSearchParams();
	const userCode = (form.get("user_code") ?? "").trim().toLowerCase();
	const record = pendingCode(userCode, world);
	if (record === undefined) return codeForm(userCode, "This code is wrong or its time is over.");
	const question = questionOf(record, world);
	if (question === null) return codeForm(userCode, "The app of this code is gone.");
	const people = [...world.state.people.values()];
	const chosen = world.state.people.get(form.get("person") ?? "");
	if (chosen !== undefined) {
		const response = consentPage(question, chosen, people);
		response.headers.append("set-cookie", sessionCookie(beginSession(chosen, world), received));
		return response;
	}
	const current = signedIn(received, world);
	if (current === undefined) return chooserPage(question, people);
	if (!form.has("decision")) return consentPage(question, current, people);
	return settle(record, question, current, form, world);
}

function settle(
	record: DeviceCodeRecord,
	{ asked, client }: Question,
	person: Person,
	form: URLSearchParams,
	world: World,
): Response {
	const decision = readDecision(form, asked);
	if (decision.kind !== "allow") {
		record.decision = "denied";
		return page("Denied", html`<p>The device gets no access.</p>`);
	}
	const { scopes, fewer, playedError } = decision;
	rememberGrant(world, client, person, scopes);
	record.decision = { personId: person.id, scopes, fewer, playedError };
	return page("Done", html`<p>The device is connected. You may close this page.</p>`);
}

function pendingCode(userCode: string, { state, now }: World): DeviceCodeRecord | undefined {
	return [...state.deviceCodes.values()].find(
		(record) => record.userCode === userCode && record.decision === "pending" && now() < record.expiresAt,
	);
}

function questionOf(
	{ clientId, required, optional, device, userCode }: DeviceCodeRecord,
	{ state }: World,
): Question | null {
	const client = state.clients.get(clientId);
	if (client === undefined) return null;
	const asked = { required, optional };
	return { action: "/device", client, asked, device, hidden: { user_code: userCode }, redirects: false };
}

function codeForm(value: string, problem: string | null): Response {
	return page(
		"Connect a device",
		html`${problem === null ? null : html`<p role="alert">${problem}</p>`}
<form method="post" action="/device">
<p><label>Code <input type="text" name="user_code" value="${value}" autocomplete="off" autofocus required></label></p>
<div class="row"><button class="main">Continue</button></div>
</form>`,
	);
}
