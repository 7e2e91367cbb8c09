import { REDIRECT_ERRORS, SEED_TOKEN_ERRORS } from "./errors.ts";
import { html, type Markup } from "./html.ts";
import type { Client, Device, Person } from "./model.ts";
import { page } from "./page.ts";
import type { AskedScopes } from "./scopes.ts";

/** What the two pages need to know of a request; `action` is where their forms go. */
export type Question = {
	readonly action: string;
	readonly client: Client;
	readonly asked: AskedScopes;
	readonly device: Device | null;
	/** Fields that every form carries along. */
	readonly hidden?: Readonly<Record<string, string>>;
	/** Whether the error codes of a redirect can be played. */
	readonly redirects: boolean;
};

/** The page where one chooses who to be; a person asked for by `login_hint` stands first and has the focus. */
export function chooserPage(question: Question, people: readonly Person[], hinted?: Person): Response {
	const others = people.filter((person) => person !== hinted);
	const note =
		hinted === undefined ? null : html`<p>The app asks for the account <strong>${hinted.login}</strong>.</p>`;
	const list = hinted === undefined ? people : [hinted, ...others];
	return page(
		"Sign in",
		html`<p>Choose who to be for <strong>${question.client.name}</strong>.</p>
${note}
${peopleForm(question, list, hinted)}`,
	);
}

/** The page where a person allows or denies. */
export function consentPage(question: Question, person: Person, people: readonly Person[]): Response {
	const { client, device } = question;
	const others = people.filter((other) => other !== person);
	return page(
		"Allow access?",
		html`<p><strong>${client.name}</strong> asks for access to the account
<strong>${person.displayName}</strong> (${person.login}).</p>
<p class="quiet">App ID: <code>${client.id}</code>${device === null ? null : html`<br>Device: ${device.name ?? "unknown device"}`}</p>
<form method="post" action="${question.action}">
${hiddenFields(question)}
${scopeLists(question.asked)}
<div class="row">
<button name="decision" value="deny">Deny</button>
<button class="main" name="decision" value="allow">Allow</button>
</div>
${playSection(question.redirects)}
</form>
<h2>Use another account</h2>
${peopleForm(question, others)}`,
	);
}

function hiddenFields({ hidden = {} }: Question): readonly Markup[] {
	return Object.entries(hidden).map(
		([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
	);
}

function peopleForm(question: Question, people: readonly Person[], focused?: Person): Markup {
	const buttons = people.map(
		(
			person,
		) => html`<li><button class="person" name="person" value="${person.id}"${person === focused ? html` autofocus` : null}>
<img src="/get-yapic/${person.avatarId}/islands-50" alt="">${person.displayName}</button>
<span class="quiet">${[person.login, ...person.emails].join(", ")}</span></li>`,
	);
	return html`<form method="post" action="${question.action}">${hiddenFields(question)}<ul>${buttons}</ul></form>`;
}

function scopeLists({ required, optional }: AskedScopes): Markup {
	const needed = required.map((right) => html`<li><code>${right}</code></li>`);
	const choices = optional.map(
		(right) =>
			html`<li><label><input type="checkbox" name="granted" value="${right}" checked><code>${right}</code></label></li>`,
	);
	return html`${needed.length > 0 ? html`<h2>Rights</h2><ul>${needed}</ul>` : null}
${choices.length > 0 ? html`<h2>Optional rights</h2><ul>${choices}</ul>` : null}`;
}

function playSection(redirects: boolean): Markup {
	const byRedirect = Object.keys(REDIRECT_ERRORS).map((code) => option(`redirect:${code}`, code));
	const byToken = Object.keys(SEED_TOKEN_ERRORS).map((code) => option(`token:${code}`, code));
	return html`<details>
<summary>Play an error</summary>
<p class="quiet">The app gets the chosen error instead of what it asked for.</p>
<p><label>Error <select name="play">
${redirects ? html`<optgroup label="By redirect, now">${byRedirect}</optgroup>` : null}
<optgroup label="By /token, at the coming exchange">${byToken}</optgroup>
</select></label></p>
<button name="decision" value="play">Play</button>
</details>`;
}

function option(value: string, text: string): Markup {
	return html`<option value="${value}">${text}</option>`;
}
