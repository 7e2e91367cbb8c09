import { ada, consent, endless, flow, ivan, NOW, overview, siteView, twoClients } from "./fixtures.ts";
import { failure, type State } from "./state.ts";

const many = Array.from({ length: 20 }, (_, index) => ({
	...ivan,
	uid: `production:${index}`,
	displayName: `Person Number ${index + 1}`,
	login: `person.${index + 1}`,
	isAuthorized: index !== 2,
}));

/** Who is there until the first signs out. */
const leaving = [ada, ivan];

/** The states of the popup, by name. */
export const POPUP_STATES: Readonly<Record<string, State>> = {
	"popup-no-app": { page: "popup", answers: { overview: overview({ accounts: [], clients: [] }) } },
	"popup-nobody": { page: "popup", answers: { overview: overview({ accounts: [] }) } },
	"popup-one": {
		page: "popup",
		site: "https://shop.example",
		answers: { overview: overview(), site: siteView() },
	},
	"popup-rights": {
		page: "popup",
		site: "https://shop.example",
		answers: { overview: overview(), site: siteView() },
		press: [".connection summary"],
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
						oauth: {
							error: "unauthorized_client",
							error_description: "The app <b>demo</b> awaits moderation",
						},
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
	"popup-app-refused": {
		page: "popup",
		answers: {
			overview: overview({
				accounts: [],
				flow: flow({
					state: "failed",
					error: failure("credentials_invalid"),
				}),
			}),
		},
	},
	"popup-signed-out": {
		page: "popup",
		answers: {
			overview: () => overview({ accounts: leaving }),
			signOut: () => {
				leaving.shift();
				return { revocation: "some_live_on", address: "https://id.yandex.ru/personal/data-access" };
			},
		},
		press: [".account > .button"],
		shows: ".notice",
	},
	"popup-background-fails": {
		page: "popup",
		answers: {
			failures: { overview: failure("unknown_error", { message: "The background gave no answer." }) },
		},
	},
};
