import { html } from "./html.ts";
import { page } from "./page.ts";
import type { Received } from "./received.ts";

/** GET `/verification_code`: the redirect of apps "for API access"; shows the code to be copied into the app. */
export function showVerificationPage({ query }: Received): Response {
	const code = query.get("code");
	const error = query.get("error");
	if (code !== null) {
		return page(
			"Confirmation code",
			html`<p>Copy this code into the app:</p><output class="code" aria-label="Code">${code}</output>`,
		);
	}
	if (error === null) return page("Confirmation code", html`<p>There is no code here.</p>`, 400);
	return page("No code", html`<p>${query.get("error_description") ?? error}</p><p><code>${error}</code></p>`);
}
