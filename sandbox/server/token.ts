import { identifyClient } from "./client-authentication.ts";
import { refuseToken } from "./errors.ts";
import type { Exchange } from "./exchange.ts";
import { grantByCode } from "./grant-by-code.ts";
import { grantByDevice } from "./grant-by-device.ts";
import { grantByRefresh } from "./grant-by-refresh.ts";
import type { Received } from "./received.ts";
import type { World } from "./state.ts";
import { readTokenForm, requiredValue } from "./token-form.ts";

type Grant = (exchange: Exchange) => Response | Promise<Response>;

const GRANTS: ReadonlyMap<string, Grant> = new Map<string, Grant>([
	["authorization_code", grantByCode],
	["refresh_token", grantByRefresh],
	["device_code", grantByDevice],
]);

/** POST `/token`: seed 002 › get-token. */
export async function answerToken(received: Received, world: World): Promise<Response> {
	const form = readTokenForm(received);
	const grant = GRANTS.get(requiredValue(form, "grant_type"));
	if (grant === undefined) throw refuseToken("unsupported_grant_type");
	const caller = identifyClient(received.headers, form, world);
	return grant({ form, caller, world, url: received.url });
}
