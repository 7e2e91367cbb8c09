import { ada, endless, ivan, overview, prompt } from "./fixtures.ts";
import type { State } from "./state.ts";

/** The states of the consent window, by name. */
export const CONSENT_STATES: Readonly<Record<string, State>> = {
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
