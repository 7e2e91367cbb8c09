import { withdrawAccess } from "./grants.ts";
import { html } from "./html.ts";
import { isAlive } from "./issue.ts";
import type { Person } from "./model.ts";
import { page } from "./page.ts";
import type { Received } from "./received.ts";
import { signedIn } from "./session.ts";
import type { World } from "./state.ts";

/** GET `/personal/data-access`: which apps and devices have access to the account signed in here. */
export function showDataAccess(received: Received, world: World): Response {
	const person = signedIn(received, world);
	if (person === undefined) return page("Data access", html`<p>Nobody is signed in in this browser.</p>`);
	return page(
		"Data access",
		html`<p>Account: <strong>${person.displayName}</strong></p>${appList(person, world)}`,
	);
}

/** POST `/personal/data-access`: withdraws the access of one app. */
export function answerDataAccess(received: Received, world: World): Response {
	const person = signedIn(received, world);
	const clientId = received.form?.get("withdraw");
	if (person !== undefined && clientId) withdrawAccess(world, clientId, person.id);
	return showDataAccess(received, world);
}

function appList(person: Person, { state, now }: World) {
	const tokens = [...state.tokens.values()].filter(
		(token) => token.personId === person.id && isAlive(token, now()),
	);
	const clients = [...state.clients.values()].filter(({ id }) =>
		tokens.some((token) => token.clientId === id),
	);
	if (clients.length === 0) return html`<p>No app has access.</p>`;
	const items = clients.map((client) => {
		const held = tokens
			.filter((token) => token.clientId === client.id)
			.map(({ device, scopes }) => {
				const where = device === null ? "no device" : (device.name ?? "unknown device");
				return html`<li>${where}: <code>${scopes.join(" ")}</code></li>`;
			});
		return html`<li><strong>${client.name}</strong><ul class="quiet">${held}</ul>
<button name="withdraw" value="${client.id}">Withdraw access of ${client.name}</button></li>`;
	});
	return html`<form method="post" action="/personal/data-access"><ul>${items}</ul></form>`;
}
