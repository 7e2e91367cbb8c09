import type { TryReport } from "../contract/control.ts";
import { PassportError, toErrorObject, toPassportError } from "../contract/errors.ts";
import type { Token, Uid } from "../contract/values.ts";
import { pollDeviceToken, requestDeviceCode } from "../oauth/device-flow.ts";
import type { Grant } from "../oauth/types.ts";
import { listAccounts, toAccountView } from "./accounts.ts";
import { type Ask, findEnvironment, resolveAsk } from "./ask.ts";
import { confirmOwner, deviceOf, runFlow } from "./flow.ts";
import type { FlowHandle } from "./flow-desk.ts";
import { keepGrant } from "./grants.ts";
import { hasCode } from "./has-code.ts";
import { OWN_SITE } from "./records.ts";
import type { Rooms } from "./rooms.ts";
import { toToken, type UsableToken } from "./token.ts";

/** Sign-ins that the person begins in the extension's own pages; their tokens are the extension's own. */

/** Signs a person in: a new one, or `uid` again. @throws PassportError what the flow throws. */
export async function signInHere(
	rooms: Rooms,
	{ environment, uid, deviceFlow }: { environment: string; uid?: Uid; deviceFlow?: boolean },
): Promise<{ uid: Uid }> {
	const ask = await resolveAsk(rooms.effects, OWN_SITE, { environment });
	const token = deviceFlow ? await signInElsewhere(rooms, ask, uid) : await signInWithFlow(rooms, ask, uid);
	return { uid: token.uid };
}

/** *Try it*: a sign-in with the configured client, and what the server said of it. Never rejects. */
export async function tryClient(rooms: Rooms, { environment }: { environment: string }): Promise<TryReport> {
	try {
		const ask = await resolveAsk(rooms.effects, OWN_SITE, { environment });
		const { uid, scopes, expiresAt } = await signInWithFlow(rooms, ask);
		const account = await rooms.effects.records.read(["account", uid]);
		return { ...(account ? { account: toAccountView(account) } : {}), scopes, expiresAt };
	} catch (thrown) {
		return { error: toErrorObject(toPassportError(thrown)) };
	}
}

/** A token for the developer in front of the screen (seed 002 speaks of debug tokens obtained by hand). */
export async function developerToken(
	rooms: Rooms,
	params: { uid: Uid; clientId?: string; scopes?: string[] },
): Promise<Token> {
	const ask = await resolveAsk(rooms.effects, OWN_SITE, params);
	const environment = await findEnvironment(rooms.effects.records, ask.environment.name);
	const token = await rooms.renew(ask, OWN_SITE, params.uid, { impatient: true }).catch((thrown) => {
		if (!hasCode(thrown, "account_not_authorized")) throw thrown;
		return signInWithFlow(rooms, ask, params.uid);
	});
	return toToken(token, environment);
}

async function signInWithFlow(rooms: Rooms, ask: Ask, uid: Uid | null = null): Promise<UsableToken> {
	const { effects, desk } = rooms;
	const accounts = (await listAccounts(effects)).filter(
		(account) => account.environment === ask.environment.name,
	);
	const loginHint = accounts.find((account) => account.uid === uid)?.login;
	const options = {
		interactive: true,
		// Somebody is signed in already: without force_confirm the server would send the same account back.
		forceConfirm: uid === null && accounts.length > 0,
		...(loginHint === undefined ? {} : { loginHint }),
	};
	const acceptsCode = ask.client.wayBack === "verification_page";
	return desk.run({ environment: ask.environment.name, acceptsCode }, async (handle) =>
		keepGrant(
			effects,
			{ ask, site: OWN_SITE, uid, wasHere: uid !== null },
			await runFlow(effects, ask, OWN_SITE, { ...options, ...handle }),
		),
	);
}

/** *Sign in on another device* (RFC 8628): shows a code, and asks the server with its own numbers until it answers. */
async function signInElsewhere(rooms: Rooms, ask: Ask, uid: Uid | null = null): Promise<UsableToken> {
	const { effects, desk } = rooms;
	return desk.run({ environment: ask.environment.name, acceptsCode: false }, async (handle) => {
		const grant = await pollForGrant(rooms, ask, handle);
		return keepGrant(
			effects,
			{ ask, site: OWN_SITE, uid, wasHere: uid !== null },
			await confirmOwner(effects, ask, grant),
		);
	});
}

/** RFC 8628 section 3.5: `slow_down` adds five seconds to the interval, for this and all later polls. */
const SLOW_DOWN = 5;

async function pollForGrant({ effects }: Rooms, ask: Ask, { signal, show }: FlowHandle): Promise<Grant> {
	const { environment, client, scopes } = ask;
	const device = await deviceOf(effects, OWN_SITE);
	const asked = await requestDeviceCode(effects.wire, { environment, client, device, scopes });
	const { deviceCode, userCode, verificationUri, expiresAt } = asked;
	await show({ device: { user_code: userCode, verification_uri: verificationUri, expiresAt } });
	let { interval } = asked;
	while (effects.wire.now() < expiresAt) {
		await effects.sleep(interval);
		signal.throwIfAborted();
		try {
			return await pollDeviceToken(effects.wire, { environment, client, deviceCode });
		} catch (thrown) {
			if (!(thrown instanceof PassportError) || !thrown.retryable) throw thrown;
			if (thrown.oauth?.error === "slow_down") interval += SLOW_DOWN;
		}
	}
	throw new PassportError("code_invalid", "The code was not confirmed in time. Begin again.");
}
