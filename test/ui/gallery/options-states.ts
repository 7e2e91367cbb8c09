import {
	activity,
	ada,
	client,
	consent,
	endless,
	environment,
	ivan,
	NOW,
	oneClient,
	overview,
	settings,
} from "./fixtures.ts";
import { type Answers, failure, type State } from "./state.ts";

/** What the options page hears where nothing else is said. */
const nothingYet: Answers = {
	overview: overview({ accounts: [], clients: [] }),
	settings: settings(),
	sites: { consents: [] },
	activity: { entries: [] },
	diagnosis: {
		version: "0.1.0",
		browser: "Chromium 156",
		environments: [{ name: "production", changed: false, kind: "confidential" }],
		counts: { accounts: 2, sites: 2, tokens: 4, quarantined: 0 },
		lastRefusals: [{ at: NOW - 4000, method: "signIn", code: "consent_denied" }],
	},
};

const tokenInHand: Answers = {
	...nothingYet,
	overview: overview(),
	settings: settings({ clients: [client] }),
	developerToken: {
		value: "not-a-token-only-a-picture-of-one",
		scheme: "OAuth",
		scopes: ["login:email", "login:info"],
		expiresAt: NOW + 31_536_000,
		uid: ada.uid,
		clientId: "demo-client",
	},
};

/** Its answer is the last that the page waits for. */
const ABOUT = "#about details";

/** The states of the options page, by name. */
export const OPTIONS_STATES: Readonly<Record<string, State>> = {
	"options-empty": { page: "options", answers: nothingYet, shows: ABOUT },
	"options-background-fails": {
		page: "options",
		answers: {
			failures: { settings: failure("unknown_error", { message: "The background gave no answer." }) },
		},
	},
	"options-problems": {
		page: "options",
		answers: nothingYet,
		press: ["#app .button.primary"],
		shows: "#app .problem",
		part: "#app",
	},
	"options-app-refused": {
		page: "options",
		answers: {
			...nothingYet,
			settings: settings({ clients: [client] }),
			tryClient: {
				error: failure("credentials_invalid", {
					oauth: { error: "invalid_client", error_description: "Wrong client secret" },
				}),
			},
		},
		press: ["#app .try .button"],
		shows: "#app .notice.bad",
		part: "#app",
	},
	"options-app-works": {
		page: "options",
		answers: {
			...nothingYet,
			settings: settings({ clients: [client] }),
			tryClient: { account: ada, scopes: ["login:email", "login:info"], expiresAt: NOW + 31_536_000 },
		},
		press: ["#app .more:nth-of-type(1) > summary", "#app .try .button"],
		shows: "#app .notice.good",
		part: "#app",
	},
	"options-server": {
		page: "options",
		answers: nothingYet,
		press: ["#servers summary", "#servers .button.primary"],
		shows: "#servers .problem",
		part: "#servers",
	},
	"options-token-hidden": {
		page: "options",
		answers: tokenInHand,
		press: ["#developer .button"],
		shows: "#developer .token",
		part: "#developer",
	},
	"options-token": {
		page: "options",
		answers: tokenInHand,
		press: ["#developer .button", "#developer .token .button"],
		part: "#developer",
	},
	"options-full": {
		page: "options",
		answers: {
			...nothingYet,
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
		},
		press: ["#sites li:nth-child(1) summary", "#sites li:nth-child(2) summary", "#about summary"],
	},
};
