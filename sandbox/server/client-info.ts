import { html } from "./html.ts";
import { page } from "./page.ts";
import type { Received } from "./received.ts";
import type { World } from "./state.ts";

/** GET `/client/<client_id>/info`: the rights an app may ask for (seed 002 › scope). */
export function showClientInfo({ url }: Received, { state }: World): Response {
	const id = decodeURIComponent(url.pathname.split("/")[2] ?? "");
	const client = state.clients.get(id);
	if (client === undefined) return page("No such app", html`<p>There is no app with this ID.</p>`, 404);
	const rights = client.scopes.map((right) => html`<li><code>${right}</code></li>`);
	return page(
		client.name,
		html`<p class="quiet">App ID: <code>${client.id}</code></p><h2>Rights</h2><ul>${rights}</ul>`,
	);
}
