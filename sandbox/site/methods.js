/** Every method of the contract with the params it knows, in the order of the buttons. */
export const METHODS = {
	hello: [],
	query: ["uid", "environment", "clientId", "scopes"],
	getAccounts: ["environment"],
	getCurrentAccount: [],
	signIn: ["environment", "clientId", "scopes", "optionalScopes", "loginHint", "forceConfirm"],
	getToken: ["uid", "environment", "clientId", "scopes", "optionalScopes", "interactive", "paymentAuth"],
	getCode: [
		"uid",
		"environment",
		"clientId",
		"scopes",
		"optionalScopes",
		"codeChallenge",
		"codeChallengeMethod",
		"interactive",
	],
	dropToken: ["value"],
	signOut: ["uid"],
};

/** The params of one call: those of the filled fields that the method knows, or the JSON as it was typed. */
export function paramsFor(method, fields) {
	const json = fields.get("json").trim();
	if (json !== "") return JSON.parse(json);
	const all = allParams(fields);
	const known = METHODS[method].filter((name) => all[name] !== undefined);
	return Object.fromEntries(known.map((name) => [name, all[name]]));
}

function allParams(fields) {
	const text = (name) => fields.get(name).trim() || undefined;
	const list = (name) => text(name)?.split(/\s+/);
	const contextId = text("contextId");
	return {
		uid: text("uid"),
		environment: text("environment"),
		clientId: text("clientId"),
		scopes: list("scopes"),
		optionalScopes: list("optionalScopes"),
		loginHint: text("loginHint"),
		codeChallenge: text("codeChallenge"),
		codeChallengeMethod: text("codeChallenge") && "S256",
		paymentAuth: contextId && { contextId },
		value: text("value"),
		interactive: fields.has("interactive"),
		forceConfirm: fields.has("forceConfirm") || undefined,
	};
}
