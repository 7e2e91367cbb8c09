import type { Params } from "../contract/methods.ts";
import type { Token } from "../contract/values.ts";
import { resolveAsk } from "./ask.ts";
import type { Caller } from "./effects.ts";
import { runFlow } from "./flow.ts";
import { keepGrant } from "./grants.ts";
import { obtain } from "./obtain.ts";
import { answerPayment } from "./payment.ts";
import type { Rooms } from "./rooms.ts";
import { toToken } from "./token.ts";
import { signatureOf, type Wanted } from "./wanted.ts";
import type { Fetch } from "./work.ts";

/** `getToken` of the contract (seed 001): exactly the rights asked for, from the store while the token is fresh. */
export async function getToken(
	rooms: Rooms,
	caller: Caller,
	params: Params<"getToken">,
	id?: string,
): Promise<Token> {
	const { uid, interactive = false, paymentAuth } = params;
	const ask = await resolveAsk(rooms.effects, caller.site, params);
	const wanted = { method: "getToken", ask, interactive, ...(uid === undefined ? {} : { uid }) };
	if (paymentAuth) await pay(rooms, caller, paymentAuth.contextId, interactive);
	return obtainToken(rooms, caller, wanted, id);
}

/** Takes the site's one place before the person for the payment page; equal requests wait for the same visit. */
async function pay(rooms: Rooms, caller: Caller, contextId: string, interactive: boolean): Promise<void> {
	const repeat = { id: undefined, method: "payment", remember: false };
	await rooms.inTurn(caller, JSON.stringify(["payment", contextId]), repeat, async () => {
		await answerPayment(rooms.effects, caller.site, contextId, interactive);
		return {};
	});
}

/** Obtains the token of a wish: what `getToken` gives, and what makes a `signIn` one. */
export async function obtainToken(rooms: Rooms, caller: Caller, wanted: Wanted, id?: string): Promise<Token> {
	const { effects, prompts } = rooms;
	const { value } = await obtain<Token>({
		...{ effects, prompts, caller, wanted, fetch: tokenFetch(rooms, caller.site) },
		inTurn: (run) =>
			rooms.inTurn(caller, signatureOf(wanted), { id, method: wanted.method, remember: true }, run),
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
