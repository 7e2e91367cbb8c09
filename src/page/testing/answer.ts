import { PassportError } from "../../contract/errors.ts";
import type { Params, PassportRequest, Result } from "../../contract/methods.ts";
import { METHOD_NAMES } from "../../contract/request.ts";
import { scopesBeyond } from "../../contract/scopes.ts";
import { refuseUnknown, resolveAsk } from "./ask.ts";
import { obtain } from "./obtain.ts";
import type { Setting } from "./options.ts";
import type { Site } from "./site.ts";

/** How long a code can be redeemed, in seconds, at Yandex. */
const CODE_LIFETIME = 600;

type Missing = Result<"query">["missing"];

/** Answers one request as the extension would. @throws PassportError */
export function answer(site: Site, setting: Setting, request: PassportRequest): object {
	switch (request.method) {
		case "hello":
			return { name: "Token Broker (test)", version: "0.0.0", contract: 1, methods: METHOD_NAMES };
		case "query":
			return query(site, setting, request.params);
		case "getAccounts":
			return getAccounts(site, setting, request.params);
		case "getCurrentAccount":
			return { account: site.shared().find(({ uid }) => uid === site.current()) ?? null };
		case "signIn":
			return signIn(site, setting, request.params);
		case "getToken":
			return getToken(site, setting, request.params);
		case "getCode":
			return getCode(site, setting, request.params);
		case "dropToken":
			site.drop(request.params.value);
			return {};
		case "signOut":
			site.withdraw("signed_out", request.params.uid);
			return {};
	}
}

function getAccounts(site: Site, { clients }: Setting, { environment }: Params<"getAccounts">) {
	if (environment !== undefined) refuseUnknown(clients, environment);
	const ofIt = (account: { environment: string }) =>
		(environment ?? account.environment) === account.environment;
	return { accounts: site.shared().filter(ofIt) };
}

function signIn(site: Site, setting: Setting, params: Params<"signIn">): Result<"signIn"> {
	const ask = resolveAsk(setting.clients, site.current(), params);
	const { uid, scopes } = obtain(site, setting, { ask, interactive: true, ...params });
	site.issue(uid, ask.clientId, scopes, params.forceConfirm);
	return { account: site.account(uid, scopes) };
}

function getToken(site: Site, setting: Setting, params: Params<"getToken">): Result<"getToken"> {
	const ask = resolveAsk(setting.clients, site.current(), params);
	const { uid, interactive = false } = params;
	const got = obtain(site, setting, { ask, interactive, uid });
	return site.issue(got.uid, ask.clientId, got.scopes);
}

function getCode(site: Site, setting: Setting, params: Params<"getCode">): Result<"getCode"> {
	const ask = resolveAsk(setting.clients, site.current(), params);
	const { uid, interactive = false } = params;
	obtain(site, setting, { ask, interactive, uid });
	return {
		value: site.nextCode(),
		environment: ask.environment,
		expiresIn: CODE_LIFETIME,
		redirectUri: `https://token-broker.example/${ask.environment}`,
		clientId: ask.clientId,
	};
}

function query(site: Site, setting: Setting, params: Params<"query">): Result<"query"> {
	const missing = missingFor(site, setting, params);
	if (missing.length === 0) return { state: "granted", missing };
	const isPaused = missing.includes("consent") && site.pause.left() > 0;
	return { state: isPaused ? "denied" : "prompt", missing };
}

function missingFor(site: Site, { clients, accounts }: Setting, params: Params<"query">): Missing {
	const known = site.shared().length > 0;
	try {
		const ask = resolveAsk(clients, site.current(), params);
		const uid = site.meant(ask.environment, params.uid);
		const consent = site.consentFor(uid, ask.clientId);
		if (!consent || scopesBeyond(ask.scopes, consent.scopes).length > 0) return ["consent"];
		const account = accounts.find((one) => one.uid === uid);
		return account?.isAuthorized === false ? ["authorization"] : [];
	} catch (thrown) {
		const code = thrown instanceof PassportError ? thrown.code : undefined;
		if (code === "credentials_not_found") return known ? ["credentials"] : ["consent", "credentials"];
		if (code === "account_not_found") return [known ? "account" : "consent"];
		throw thrown;
	}
}
