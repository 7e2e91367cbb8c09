import { answerAuthorize, showAuthorize } from "./authorize.ts";
import { showAvatar } from "./avatar.ts";
import { showClientInfo } from "./client-info.ts";
import { answerDataAccess, showDataAccess } from "./data-access.ts";
import { answerDeviceCode } from "./device-code.ts";
import { answerDevicePage, showDevicePage } from "./device-page.ts";
import { tokenError } from "./errors.ts";
import { html } from "./html.ts";
import { answerInfo } from "./info.ts";
import { showMetadata } from "./metadata.ts";
import { page } from "./page.ts";
import { answerPayment, showPayment } from "./payment.ts";
import type { Received } from "./received.ts";
import { answerRevoke } from "./revoke.ts";
import type { World } from "./state.ts";
import { answerToken } from "./token.ts";
import { showVerificationPage } from "./verification-page.ts";

type Endpoint = (received: Received, world: World) => Response | Promise<Response>;
type Route = { readonly path: string | RegExp; readonly GET?: Endpoint; readonly POST?: Endpoint };

const postOnly: Endpoint = () => tokenError("invalid_request", "The method must be POST");

/** Everything the sandbox answers; both hosts are served alike, the path alone decides. */
const ROUTES: readonly Route[] = [
	{ path: "/authorize", GET: showAuthorize, POST: answerAuthorize },
	{ path: "/token", GET: postOnly, POST: answerToken },
	{ path: "/revoke_token", GET: postOnly, POST: answerRevoke },
	{ path: "/device/code", GET: postOnly, POST: answerDeviceCode },
	{ path: "/device", GET: showDevicePage, POST: answerDevicePage },
	{ path: "/verification_code", GET: showVerificationPage },
	{ path: "/info", GET: answerInfo, POST: answerInfo },
	{ path: "/payment", GET: showPayment, POST: answerPayment },
	{ path: "/personal/data-access", GET: showDataAccess, POST: answerDataAccess },
	{ path: "/.well-known/oauth-authorization-server", GET: showMetadata },
	{ path: /^\/client\/[^/]+\/info$/, GET: showClientInfo },
	{ path: /^\/get-yapic\//, GET: showAvatar },
];

/** Answers by path and method. */
export function answerByRoute(received: Received, world: World): Response | Promise<Response> {
	const { pathname } = received.url;
	const route = ROUTES.find(({ path }) =>
		typeof path === "string" ? path === pathname : path.test(pathname),
	);
	if (route === undefined) return page("Not found", html`<p>There is nothing here.</p>`, 404);
	const endpoint =
		received.method === "GET" ? route.GET : received.method === "POST" ? route.POST : undefined;
	return endpoint?.(received, world) ?? page("Method not allowed", html`<p>${received.method}</p>`, 405);
}
