import type { Account, Token } from "../../contract/values.ts";
import type { Loose } from "../input.ts";
import { browserTime, type Time } from "../time.ts";
import { judgeOptions, judgePerson } from "./judge.ts";

/** An account that the extension holds. Shared with the page only when its person allows it. */
export type TestAccount = Loose<Omit<Account, "isAuthorized">> & {
	/** False: the server lets nobody in silently; true when left out. */
	isAuthorized?: boolean | undefined;
};

/** An app that the person set in the options: one for each environment. */
export interface TestClient {
	environment: string;
	clientId: string;
	scopes: readonly string[];
	optionalScopes?: readonly string[] | undefined;
}

/** What the person does from now on, in every window that is opened. */
export interface TestPerson {
	/** `close`: the window. `allow-once` holds for the one request. */
	answers: "allow" | "allow-once" | "deny" | "close";
	/** The account that is chosen; the first one of the environment when left out. */
	uid?: string | undefined;
	/** The optional rights that are allowed; all of them when left out. */
	optionalScopes?: readonly string[] | undefined;
}

/** A token this site has from the start. What is left out gets a sensible value. */
export type TestToken = Loose<Partial<Token>>;

export interface TestPassportOptions {
	/** The accounts in the extension: one of production when left out. */
	accounts?: readonly TestAccount[] | undefined;
	/** One of production with `login:info` when left out. */
	clients?: readonly TestClient[] | undefined;
	/** Tokens this site has from the start, and with them the consent. What is left out gets a sensible value. */
	tokens?: readonly TestToken[] | undefined;
	/** Says yes to everything when left out. */
	person?: TestPerson | undefined;
	/** How long new tokens live, in seconds: an hour when left out, null without end. */
	tokenLifetime?: number | null | undefined;
	/** The clock and the timer; the browser's own when left out. */
	time?: Time | undefined;
}

/** The options with everything that was left out. */
export type Setting = { [K in keyof TestPassportOptions]-?: Exclude<TestPassportOptions[K], undefined> };

/** @throws TypeError for options that are none, where no compiler has refused them. */
export function withDefaults(options: TestPassportOptions): Setting {
	judgeOptions(options);
	const { accounts, clients, tokens, person, tokenLifetime, time } = options;
	return {
		accounts: accounts ?? [
			{
				uid: "production:1",
				environment: "production",
				displayName: "Test Person",
				login: "test",
				email: "test@example.com",
			},
		],
		clients: clients ?? [{ environment: "production", clientId: "test-client", scopes: ["login:info"] }],
		tokens: tokens ?? [],
		person: judgedPerson({ ...(person ?? { answers: "allow" }) }),
		tokenLifetime: tokenLifetime === undefined ? 3600 : tokenLifetime,
		time: time ?? browserTime,
	};
}

/** A person who refuses to be told what no person does. */
function judgedPerson(person: TestPerson): TestPerson {
	return new Proxy(person, {
		set(target, name, value) {
			judgePerson({ ...target, [name]: value });
			return Reflect.set(target, name, value);
		},
	});
}
