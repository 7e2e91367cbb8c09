import type { Params } from "../contract/methods.ts";
import type { Token } from "../contract/values.ts";
import { resolveAsk } from "./ask.ts";
import type { Caller } from "./effects.ts";
import { runFlow } from "./flow.ts";
import { keepGrant } from "./grants.ts";
import { type Fetch, obtain } from "./obtain.ts";
import { answerPayment } from "./payment.ts";
import type { Rooms } from "./rooms.ts";
import { toToken } from "./token.ts";
import { signatureOf, type Wanted } from "./wanted.ts";

/** `getToken` of the contract (seed 001): exactly the rights asked for, from the store while the token is fresh. */
export async function getToken(
	rooms: Rooms,
	caller: Caller,
	params: Params<"getToken">,
	id?: string,
): Promise<Token> {
	const { uid, interactive = false, paymentAuth } = params;
	if (paymentAuth) await answerPayment(rooms.effects, caller.site, paymentAuth.contextId, interactive);
	const ask = await resolveAsk(rooms.effects.records, params);
	const wanted = { method: "getToken", ask, interactive, ...(uid === undefined ? {} : { uid }) };
	return obtainToken(rooms, caller, wanted, id);
}

/** Obtains the token of a wish: what `getToken` gives, and what makes a `signIn` one. */
export async function obtainToken(rooms: Rooms, caller: Caller, wanted: Wanted, id?: string): Promise<Token> {
	const { effects, prompts } = rooms;
	const { value } = await obtain<Token>({
		...{ effects, prompts, caller, wanted, fetch: tokenFetch(rooms, caller.site) },
		inTurn: (run) => rooms.inTurn(caller, signatureOf(wanted), { id, remember: true }, run),
	});
	return value;
}

function tokenFetch(rooms: Rooms, site: string): Fetch<Token> {
	const { effects, desk, renew } = rooms;
	return async (ask, uid, options) => {
		const token =
			uid !== null && !options.interactive
				? await renew(ask, site, uid, options)
				: await desk.run(
						{
							environment: ask.environment.name,
							site,
							acceptsCode: ask.client.wayBack === "verification_page",
						},
						async (handle) =>
							keepGrant(
								effects,
								{ ask, site, uid, wasHere: uid !== null },
								await runFlow(effects, ask, site, { ...options, ...handle }),
							),
					);
		return { uid: token.uid, value: toToken(token, ask.environment) };
	};
}
