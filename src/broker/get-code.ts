import { PassportError } from "../contract/errors.ts";
import type { Params } from "../contract/methods.ts";
import type { Code } from "../contract/values.ts";
import { environmentOf } from "../contract/values.ts";
import { codeOf } from "../oauth/redirect.ts";
import type { Device } from "../oauth/types.ts";
import { listAccounts } from "./accounts.ts";
import { type Ask, resolveAsk } from "./ask.ts";
import type { Caller, Effects } from "./effects.ts";
import { deviceOf, type FlowOptions, requestCode } from "./flow.ts";
import { obtain } from "./obtain.ts";
import type { Rooms } from "./rooms.ts";
import { signatureOf } from "./wanted.ts";
import type { Fetch } from "./work.ts";

/** How long a code can be redeemed, in seconds (seed 002, "Getting a confirmation code from a URL"). */
const CODE_LIFETIME = 600;

/**
 * `getCode` of the contract (seed 000): a code that this extension does not exchange, store or log. With the caller's
 * `codeChallenge` only the caller can redeem it; whose it is, is known when it is redeemed.
 */
export async function getCode(
	rooms: Rooms,
	caller: Caller,
	params: Params<"getCode">,
	id?: string,
): Promise<Code> {
	const { uid, interactive = false, codeChallenge } = params;
	const { effects, prompts } = rooms;
	const ask = await resolveAsk(effects, caller.site, params);
	const wanted = { method: "getCode", ask, interactive, ...(uid === undefined ? {} : { uid }) };
	const { value } = await obtain<Code>({
		...{ effects, prompts, caller, wanted, fetch: codeFetch(rooms, caller.site, codeChallenge) },
		inTurn: (run) => {
			const signature = JSON.stringify([signatureOf(wanted), codeChallenge ?? null]);
			return rooms.inTurn(caller, signature, { id, method: "getCode", remember: false }, run);
		},
	});
	return value;
}

function codeFetch(rooms: Rooms, site: string, codeChallenge: string | undefined): Fetch<Code> {
	const { effects, desk } = rooms;
	return async (ask, uid, options) => {
		const device = codeDevice(await deviceOf(effects, site));
		const forCaller = { ...options, device, codeChallenge: codeChallenge ?? null };
		const acceptsCode = ask.client.wayBack === "verification_page";
		if (!options.interactive) return { uid, value: await silentCode(rooms, ask, site, uid, forCaller) };
		const value = await desk.run({ environment: ask.environment.name, site, acceptsCode }, async (handle) =>
			toCode(ask, await requestCode(effects, ask, site, { ...forCaller, ...handle })),
		);
		return { uid, value };
	};
}

/** The caller's backend is another device: its token must not push out the one that the page holds. */
function codeDevice({ id, name }: Device): Device {
	return { id: `${id.slice(0, 45)}-code`, name };
}

/**
 * A silent code is the server's session's, and names nobody: with several people here, a token of that session, whose
 * owner is checked, shows first that it is the one who agreed.
 */
async function isAlone(effects: Effects, uid: string): Promise<boolean> {
	const accounts = await listAccounts(effects);
	return !accounts.some((other) => other.uid !== uid && other.environment === environmentOf(uid));
}

async function silentCode(
	{ effects, renew }: Rooms,
	ask: Ask,
	site: string,
	uid: string | null,
	options: FlowOptions,
): Promise<Code> {
	if (ask.client.wayBack === "verification_page") {
		throw new PassportError(
			"account_not_authorized",
			"This app's codes need the person: ask with interactive: true.",
		);
	}
	const account = uid === null ? undefined : await effects.records.read(["account", uid]);
	const hint = account?.login === undefined ? {} : { loginHint: account.login };
	if (uid !== null && !(await isAlone(effects, uid))) await renew(ask, site, uid, { ...options, anew: true });
	return toCode(ask, await requestCode(effects, ask, site, { ...options, ...hint }));
}

function toCode({ environment, client }: Ask, code: Awaited<ReturnType<typeof requestCode>>): Code {
	return {
		value: codeOf(code.redirect),
		environment: environment.name,
		expiresIn: CODE_LIFETIME,
		redirectUri: code.redirectUri,
		clientId: client.clientId,
	};
}
