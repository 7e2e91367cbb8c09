import { PassportError } from "../contract/errors.ts";
import { authorizationUrl } from "../oauth/authorization-url.ts";
import { exchangeCode } from "../oauth/exchange-code.ts";
import { fetchPerson } from "../oauth/fetch-person.ts";
import { createFlowSecrets } from "../oauth/flow-secrets.ts";
import { type JudgedRedirect, judgeRedirect, readVerificationCode } from "../oauth/redirect.ts";
import type { Device, Grant, Person } from "../oauth/types.ts";
import { redirectUriOf } from "../oauth/way-back.ts";
import type { Ask } from "./ask.ts";
import type { Effects } from "./effects.ts";
import { dispose } from "./revocations.ts";
import { changeSite, deviceName } from "./sites.ts";

/** How the person (or silently the browser's session) is taken through the server. */
export interface FlowOptions {
	interactive: boolean;
	/** Silent, and a flow with the person follows when it fails: no waiting for a redirect by script. */
	impatient?: boolean;
	loginHint?: string;
	forceConfirm?: boolean;
	/** The caller's own challenge, for a code that only the caller can redeem; null: a code without one. */
	codeChallenge?: string | null;
	/** Another device than the site's own. */
	device?: Device;
	signal?: AbortSignal;
	pasted?: Promise<string>;
}

/** A grant with its owner, checked with the server (RFC 9700 section 4.4). */
export interface Owned {
	grant: Grant;
	person: Person;
}

/** The device of a site, stable for ever: each site has its own token and its own line in the server's list. */
export async function deviceOf(effects: Effects, site: string): Promise<Device> {
	const { deviceId } = await changeSite(effects, site, (record) => record);
	return { id: deviceId, name: deviceName(effects.browserName, site) };
}

/**
 * Runs the authorization-code flow for a site up to the judged redirect; `codeVerifier` fits the challenge that was
 * sent, unless the caller brought its own.
 * @throws PassportError what `Authorizer.authorize` and `judgeRedirect` throw.
 */
export async function requestCode(
	effects: Effects,
	ask: Ask,
	site: string,
	options: FlowOptions,
): Promise<{ redirect: JudgedRedirect; redirectUri: string; codeVerifier: string; device: Device }> {
	const { environment, client, scopes, optionalScopes } = ask;
	const { interactive, impatient = false, loginHint, forceConfirm, pasted } = options;
	const { state, codeVerifier, codeChallenge } = await createFlowSecrets();
	const device = options.device ?? (await deviceOf(effects, site));
	const redirectUri = redirectUriOf(environment, client, effects.authorizer.redirectUri(environment.name));
	const challenge = options.codeChallenge === undefined ? codeChallenge : options.codeChallenge;
	const url = authorizationUrl({
		...{ environment, client, redirectUri, scopes, optionalScopes, state, device, silent: !interactive },
		...(challenge === null ? {} : { codeChallenge: challenge }),
		...(loginHint === undefined ? {} : { loginHint }),
		...(forceConfirm === undefined ? {} : { forceConfirm }),
	});
	const answer = await effects.authorizer.authorize({
		...{ url, redirectUri, interactive, impatient, wayBack: client.wayBack },
		signal: options.signal ?? new AbortController().signal,
		...(pasted === undefined ? {} : { pasted }),
	});
	const judge = pasted ? readVerificationCode : judgeRedirect;
	const redirect = judge({ environment, client, redirectUri, state, answer });
	return { redirect, redirectUri, codeVerifier, device };
}

/**
 * Runs the whole flow: code, token, owner.
 * @throws PassportError also what `exchangeCode` and `fetchPerson` throw; a token whose owner or client cannot be
 * confirmed is revoked or forgotten.
 */
export async function runFlow(
	effects: Effects,
	ask: Ask,
	site: string,
	options: FlowOptions,
): Promise<Owned> {
	const { environment, client } = ask;
	const code = await requestCode(effects, ask, site, options);
	const grant = await exchangeCode(effects.wire, { environment, client, ...code });
	return confirmOwner(effects, ask, grant).catch(async (thrown) => {
		await dispose(effects, { environment: environment.name, clientId: client.clientId, ...grant });
		throw thrown;
	});
}

/** Asks the server whose token it is. @throws PassportError `unknown_error` when it was issued to another client. */
export async function confirmOwner(effects: Effects, ask: Ask, grant: Grant): Promise<Owned> {
	const { environment, client } = ask;
	const person = await fetchPerson(effects.wire, { environment, accessToken: grant.accessToken });
	if (person.clientId === undefined || person.clientId === client.clientId) return { grant, person };
	throw new PassportError("unknown_error", "The server issued a token for another app. It was thrown away.");
}
