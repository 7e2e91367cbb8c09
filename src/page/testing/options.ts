import type { Account, Token } from "../../contract/values.ts";
import { browserTime, type Time } from "../time.ts";

/** An account that the extension holds. Shared with the page only when its person allows it. */
export type TestAccount = Omit<Account, "isAuthorized"> & {
	/** False: the server lets nobody in silently; true when left out. */
	isAuthorized?: boolean;
};

/** An app that the person set in the options: one for each environment. */
export interface TestClient {
	environment: string;
	clientId: string;
	scopes: string[];
	optionalScopes?: string[];
}

/** What the person does from now on, in every window that is opened. */
export interface TestPerson {
	/** `close`: the window. `allow-once` holds for the one request. */
	answers: "allow" | "allow-once" | "deny" | "close";
	/** The account that is chosen; the first one of the environment when left out. */
	uid?: string;
	/** The optional rights that are allowed; all of them when left out. */
	optionalScopes?: string[];
}

export interface TestPassportOptions {
	/** The accounts in the extension: one of production when left out. */
	accounts?: TestAccount[];
	/** One of production with `login:info` when left out. */
	clients?: TestClient[];
	/** Tokens this site has from the start, and with them the consent. What is left out gets a sensible value. */
	tokens?: Partial<Token>[];
	/** Says yes to everything when left out. */
	person?: TestPerson;
	/** How long new tokens live, in seconds: an hour when left out, null without end. */
	tokenLifetime?: number | null;
	/** The clock and the timer; the browser's own when left out. */
	time?: Time;
}

export type Setting = Required<TestPassportOptions>;

/** The options with everything that was left out. */
export function withDefaults(options: TestPassportOptions): Setting {
	return {
		accounts: [
			{
				uid: "production:1",
				environment: "production",
				displayName: "Test Person",
				login: "test",
				email: "test@example.com",
			},
		],
		clients: [{ environment: "production", clientId: "test-client", scopes: ["login:info"] }],
		tokens: [],
		person: { answers: "allow" },
		tokenLifetime: 3600,
		time: browserTime,
		...options,
	};
}
