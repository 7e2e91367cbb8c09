import type { Exchange } from "./exchange.ts";
import { html } from "./html.ts";
import { json } from "./json.ts";
import { page, refusePage } from "./page.ts";
import type { Received } from "./received.ts";
import { redirectTo } from "./redirect.ts";
import { Refusal } from "./refusal.ts";
import type { PaymentRecord, World } from "./state.ts";

/*
 * No public trigger of Yandex's payment authorisation is known: all of this is the sandbox's own.
 *
 * An app with a `moneyScope` that asks `/token` for it is refused, by every grant, until the person passed a page:
 *   400 { "error": "payment_auth_pending", "error_description": …, "payment_auth_context_id": …, "payment_auth_url": … }
 * The page has the buttons `Confirm` and `Cancel`. It returns to the redirect URI that the refused token began with,
 * with `payment_auth_context_id` and, after Cancel, `error=access_denied`; a device sees a closing word instead.
 * The refused code or refresh token is not used up: the same request, or a new flow, gets the token afterwards.
 */

type Payable = {
	readonly personId: string;
	readonly scopes: readonly string[];
	readonly redirectUri: string | null;
};

/** Refuses a grant of the app's money right until the person passed the payment page. */
export function requirePayment(
	{ personId, scopes, redirectUri }: Payable,
	{ caller, world, url }: Exchange,
): void {
	const { client } = caller;
	if (client.moneyScope === undefined || !scopes.includes(client.moneyScope)) return;
	const owned = [...world.state.payments.values()].filter(
		(payment) => payment.clientId === client.id && payment.personId === personId,
	);
	if (owned.some((payment) => payment.passed)) return;
	const payment = { contextId: world.random(16), clientId: client.id, personId, redirectUri, passed: false };
	world.state.payments.set(payment.contextId, payment);
	throw new Refusal(paymentPending(payment.contextId, url));
}

function paymentPending(contextId: string, base: URL): Response {
	const url = new URL("/payment", base);
	url.searchParams.set("context_id", contextId);
	return json(
		{
			error: "payment_auth_pending",
			error_description: "Payment authorization is required",
			payment_auth_context_id: contextId,
			payment_auth_url: url.href,
		},
		400,
	);
}

/** GET `/payment`: the page a person has to pass. */
export function showPayment(received: Received, world: World): Response {
	const { clientId, personId } = readPayment(received, world);
	const name = world.state.clients.get(clientId)?.name ?? clientId;
	const who = world.state.people.get(personId)?.displayName ?? personId;
	return page(
		"Confirm payments?",
		html`<p><strong>${name}</strong> wants to use money of <strong>${who}</strong>.</p>
<form method="post" action="${received.url.pathname + received.url.search}"><div class="row">
<button name="decision" value="cancel">Cancel</button>
<button class="main" name="decision" value="confirm">Confirm</button>
</div></form>`,
	);
}

/** POST `/payment`: what the person said, and the way back. */
export function answerPayment(received: Received, world: World): Response {
	const payment = readPayment(received, world);
	payment.passed = received.form?.get("decision") === "confirm";
	const { contextId, redirectUri, passed } = payment;
	if (redirectUri === null) return page("Done", html`<p>You may close this page.</p>`);
	const params = { payment_auth_context_id: contextId, error: passed ? null : "access_denied" };
	return redirectTo(new URL(redirectUri), params, 303);
}

function readPayment({ query }: Received, { state }: World): PaymentRecord {
	const payment = state.payments.get(query.get("context_id") ?? "");
	if (payment === undefined) throw refusePage("There is no payment with this context_id.");
	return payment;
}
