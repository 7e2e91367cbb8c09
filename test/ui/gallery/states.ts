import type { ControlMethod, ControlParams, ControlResult } from "../../../src/contract/control.ts";
import type { PassportErrorObject } from "../../../src/contract/errors.ts";
import {
	activity,
	ada,
	client,
	consent,
	endless,
	environment,
	flow,
	ivan,
	NOW,
	oneClient,
	overview,
	prompt,
	settings,
	siteView,
	twoClients,
} from "./fixtures.ts";

/** What a stand-in background answers: a value, an error, or nothing for ever. */
export type Answers = {
	[M in ControlMethod]?: ControlResult<M> | ((params: ControlParams<M>) => ControlResult<M>) | "never";
} & { failures?: Partial<Record<ControlMethod, PassportErrorObject>> };

/** A state of a page, as the gallery shows it. */
export interface State {
	page: "popup" | "options" | "consent";
	answers: Answers;
	/** The site in front of the person, in the popup. */
	site?: string;
}

function failure(
	code: PassportErrorObject["code"],
	oauth?: PassportErrorObject["oauth"],
): PassportErrorObject {
	return { code, message: "For developers.", retryable: code === "io_error", ...(oauth && { oauth }) };
}

const many = Array.from({ length: 20 }, (_, index) => ({
	...ivan,
	uid: `production:${index}`,
	displayName: `Person Number ${index + 1}`,
	login: `person.${index + 1}`,
	isAuthorized: index !== 2,
}));

/** Every state of the three pages, by name. */
export const STATES: Readonly<Record<string, State>> = {
	"popup-no-app": { page: "popup", answers: { overview: overview({ accounts: [], clients: [] }) } },
	"popup-nobody": { page: "popup", answers: { overview: overview({ accounts: [] }) } },
	"popup-one": {
		page: "popup",
		site: "https://shop.example",
		answers: { overview: overview(), site: siteView() },
	},
	"popup-unconnected": {
		page: "popup",
		site: "https://shop.example",
		answers: { overview: overview(), site: siteView({ consents: [] }) },
	},
	"popup-unreachable": {
		page: "popup",
		site: "https://shop.example",
		answers: { overview: overview(), site: siteView({ consents: [], reachable: false }) },
	},
	"popup-many": { page: "popup", answers: { overview: overview({ accounts: many, clients: twoClients }) } },
	"popup-long-names": {
		page: "popup",
		site: "https://a-rather-long-name-of-a-site.that-goes-on.and-on.somewhere.example:8443",
		answers: {
			overview: overview({ accounts: [endless, { ...endless, uid: "production:2", isAuthorized: false }] }),
			site: siteView({
				site: "https://a-rather-long-name-of-a-site.that-goes-on.and-on.somewhere.example:8443",
				consents: [consent({ account: endless }), consent({ account: ivan })],
			}),
		},
	},
	"popup-expired": {
		page: "popup",
		answers: { overview: overview({ accounts: [{ ...ada, isAuthorized: false }, ivan] }) },
	},
	"popup-flow": { page: "popup", answers: { overview: overview({ accounts: [], flow: flow() }) } },
	"popup-flow-code": {
		page: "popup",
		answers: { overview: overview({ flow: flow({ acceptsCode: true, site: "https://shop.example" }) }) },
	},
	"popup-flow-device": {
		page: "popup",
		answers: {
			overview: overview({
				clients: twoClients,
				flow: flow({
					device: {
						user_code: "KXF2 9PQM",
						verification_uri: "https://ya.ru/device",
						expiresAt: NOW + 300,
					},
				}),
			}),
		},
	},
	"popup-offline": {
		page: "popup",
		answers: { overview: overview({ flow: flow({ state: "failed", error: failure("io_error") }) }) },
	},
	"popup-server-error": {
		page: "popup",
		answers: {
			overview: overview({
				accounts: [],
				flow: flow({
					state: "failed",
					error: failure("unauthorized_client", {
						error: "unauthorized_client",
						error_description: "The app <b>demo</b> awaits moderation",
					}),
				}),
			}),
		},
	},
	"popup-closed-window": {
		page: "popup",
		answers: {
			overview: overview({
				accounts: [],
				flow: flow({ state: "failed", error: failure("user_cancelled") }),
			}),
		},
	},
	"popup-background-fails": { page: "popup", answers: { failures: { overview: failure("unknown_error") } } },
	"options-empty": {
		page: "options",
		answers: {
			settings: settings(),
			sites: { consents: [] },
			activity: { entries: [] },
			overview: overview({ accounts: [], clients: [] }),
		},
	},
	"options-background-fails": {
		page: "options",
		answers: { failures: { settings: failure("unknown_error") } },
	},
	"options-full": {
		page: "options",
		answers: {
			overview: overview({ accounts: [ada, ivan], clients: oneClient }),
			settings: settings({
				clients: [client],
				environments: [
					...settings().environments,
					environment("company-login", {
						preset: false,
						dialect: "standard",
						issuer: "https://login.company.example",
						authorization_endpoint: "https://login.company.example/authorize",
						token_endpoint: "https://login.company.example/token",
						userinfo_endpoint: "https://login.company.example/userinfo",
						scheme: "Bearer",
					}),
				],
				crowded: [{ environment: "production", clientId: "demo-client", uid: ada.uid, alive: 22, limit: 20 }],
				everywhere: false,
			}),
			sites: {
				consents: [
					consent(),
					consent({
						site: "https://a-rather-long-name.of-a-site.somewhere.example:8443",
						account: endless,
						scopes: [],
						duration: "hour",
						expiresAt: NOW + 1800,
						lastUsedAt: null,
					}),
				],
			},
			activity: { entries: activity },
			diagnosis: {
				version: "0.1.0",
				browser: "Chromium 156",
				environments: [{ name: "production", changed: false, kind: "confidential" }],
				counts: { accounts: 2, sites: 2, tokens: 4, quarantined: 0 },
				lastRefusals: [{ at: NOW - 4000, method: "signIn", code: "consent_denied" }],
			},
		},
	},
	"consent-one": { page: "consent", answers: { overview: overview(), prompt: prompt() } },
	"consent-two-accounts": {
		page: "consent",
		answers: { overview: overview(), prompt: prompt({ accounts: [ada, ivan] }) },
	},
	"consent-named-account": {
		page: "consent",
		answers: { overview: overview(), prompt: prompt({ canUseAnother: false }) },
	},
	"consent-nobody": { page: "consent", answers: { overview: overview(), prompt: prompt({ accounts: [] }) } },
	"consent-more": {
		page: "consent",
		answers: {
			overview: overview(),
			prompt: prompt({
				scopes: ["cloud_api:disk.read", "login:email", "login:info"],
				optionalScopes: ["login:avatar", "shop:points"],
				held: { [ada.uid]: ["login:info", "login:email"] },
			}),
		},
	},
	"consent-everything": {
		page: "consent",
		answers: { overview: overview(), prompt: prompt({ scopes: [] }) },
	},
	"consent-long": {
		page: "consent",
		answers: {
			overview: overview(),
			prompt: prompt({
				site: "https://xn--80ak6aa92e.a-rather-long-name-of-a-site.that-goes-on.somewhere.example:8443",
				clientName: "An app with a name that takes more than one line of a narrow window",
				clientId: "0123456789abcdef-0123456789abcdef-0123456789abcdef",
				accounts: [endless, ada, ivan, { ...ivan, uid: "production:4", displayName: "Grace Hopper" }],
				scopes: [
					"login:info",
					"login:email",
					"login:birthday",
					"login:default_phone",
					"cloud_api:disk.read",
					"cloud_api:disk.write",
					"mail:imap_full",
					"iot:control",
					"some:very_long_technical_name_of_a_right_that_nobody_has_ever_explained.read.write.execute",
				],
				optionalScopes: ["login:avatar"],
			}),
		},
	},
};
