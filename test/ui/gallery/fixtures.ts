import type {
	AccountView,
	ActivityEntry,
	ConsentView,
	EnvironmentView,
	FlowView,
	Overview,
	PromptView,
	SettingsView,
	SiteView,
} from "../../../src/contract/control.ts";

/** The moment at which every picture is taken, in seconds since 1970. */
export const NOW = 1_794_000_000;

const PICTURE =
	"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'%3E%3Crect width='8' height='8' fill='%23e7b65a'/%3E%3Ccircle cx='4' cy='3' r='1.5' fill='%23754c1c'/%3E%3Cellipse cx='4' cy='7.4' rx='2.8' ry='2.4' fill='%23754c1c'/%3E%3C/svg%3E";

export const ada: AccountView = {
	uid: "production:1130000012345",
	environment: "production",
	displayName: "Ada Lovelace",
	login: "ada.lovelace",
	email: "ada@yandex.example",
	avatarUrl: PICTURE,
	isAuthorized: true,
};

export const ivan: AccountView = {
	uid: "production:1130000067890",
	environment: "production",
	displayName: "Иван Тургенев",
	login: "turgenev",
	isAuthorized: true,
};

export const endless: AccountView = {
	uid: "production:1130000099999",
	environment: "production",
	displayName: "Wolfeschlegelsteinhausenbergerdorff Hubert Blaine the Elder",
	login: "wolfeschlegelsteinhausenbergerdorff.hubert.blaine@company.example",
	avatarUrl: "data:image/png;base64,broken",
	isAuthorized: true,
};

export const oneClient: Overview["clients"] = [
	{
		...{ environment: "production", clientId: "demo-client", name: "Demo shop", confidential: false },
		redirectUri: "https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/production",
	},
];

export const twoClients: Overview["clients"] = [
	{ environment: "production", clientId: "demo-client", name: "Demo shop", confidential: true },
	{ environment: "company-login", clientId: "internal", confidential: false },
];

export function overview(changes: Partial<Overview> = {}): Overview {
	return { accounts: [ada], clients: oneClient, flow: null, language: "auto", ...changes };
}

export function flow(changes: Partial<FlowView> = {}): FlowView {
	return { environment: "production", state: "running", startedAt: NOW - 5, acceptsCode: false, ...changes };
}

export function consent(changes: Partial<ConsentView> = {}): ConsentView {
	return {
		site: "https://shop.example",
		account: ada,
		clientId: "demo-client",
		clientName: "Demo shop",
		scopes: ["cloud_api:disk.read", "login:email", "login:info"],
		duration: "always",
		grantedAt: NOW - 1_300_000,
		expiresAt: null,
		lastUsedAt: NOW - 320,
		...changes,
	};
}

export function siteView(changes: Partial<SiteView> = {}): SiteView {
	return { site: "https://shop.example", consents: [consent()], reachable: true, ...changes };
}

export function environment(name: string, changes: Partial<EnvironmentView> = {}): EnvironmentView {
	return {
		name,
		dialect: "yandex",
		authorization_endpoint: "https://oauth.yandex.ru/authorize",
		token_endpoint: "https://oauth.yandex.ru/token",
		userinfo_endpoint: "https://login.yandex.ru/info",
		revocation_endpoint: "https://oauth.yandex.ru/revoke_token",
		device_authorization_endpoint: "https://oauth.yandex.ru/device/code",
		scheme: "OAuth",
		userinfo: { uid: "id", login: "login", name: "display_name", email: "default_email" },
		preset: true,
		changed: false,
		redirectUri: `https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/${name}`,
		...changes,
	};
}

export function settings(changes: Partial<SettingsView> = {}): SettingsView {
	return {
		environments: ["production", "testing", "team_production", "team_testing", "rc"].map((name) =>
			environment(name),
		),
		clients: [],
		language: "auto",
		crowded: [],
		...changes,
	};
}

export const client: SettingsView["clients"][number] = {
	environment: "production",
	clientId: "demo-client",
	name: "Demo shop",
	scopes: ["login:email", "login:info"],
	optionalScopes: ["login:avatar"],
	authentication: "body",
	wayBack: "redirect",
	hasSecret: true,
};

export function prompt(changes: Partial<PromptView> = {}): PromptView {
	return {
		id: "p1",
		site: "https://shop.example",
		environment: "production",
		clientId: "demo-client",
		clientName: "Demo shop",
		accounts: [ada],
		canUseAnother: true,
		scopes: ["login:info", "login:email"],
		optionalScopes: [],
		held: {},
		...changes,
	};
}

export const activity: ActivityEntry[] = [
	{
		at: NOW - 60,
		site: "https://shop.example",
		method: "getToken",
		outcome: "given",
		uid: ada.uid,
		clientId: "demo-client",
		scopes: ["login:email", "login:info"],
	},
	{
		at: NOW - 4000,
		site: "https://a-rather-long-name.of-a-site.somewhere.example:8443",
		method: "signIn",
		outcome: "refused",
		scopes: ["cloud_api:disk.write"],
		code: "consent_denied",
	},
];
