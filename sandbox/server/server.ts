import { type TokenErrorCode, tokenError } from "./errors.ts";
import { createFaults, type Play, type PlayOptions } from "./faults.ts";
import { withdrawAccess } from "./grants.ts";
import { isAlive } from "./issue.ts";
import { createJournal, type JournalEntry, type RequestFilter } from "./journal.ts";
import { type Client, DEFAULT_SETTINGS, type Person, type Settings } from "./model.ts";
import { PEOPLE } from "./people.ts";
import { type Received, receive } from "./received.ts";
import { Refusal } from "./refusal.ts";
import { register } from "./registration.ts";
import { answerByRoute } from "./routes.ts";
import { beginSession, SESSION_COOKIE } from "./session.ts";
import { createState, type TokenRecord, type World } from "./state.ts";

/** What a sandbox is made of. Effects are arguments; `now` is in seconds, `random` gives base64url of so many bytes. */
export type ServerOptions = Partial<Settings> & {
	readonly now: () => number;
	readonly random: (bytes: number) => string;
	/** Ada and Boris unless given. */
	readonly people?: readonly Person[];
	readonly clients?: readonly Client[];
};

/** An authorization server that speaks seed 002, with the hands and eyes a test needs. */
export type AuthorizationServer = {
	/** Answers one request; a response of type "error" means that the connection is to be broken. */
	readonly handle: (request: Request) => Promise<Response>;
	/** Every request so far, oldest first. */
	readonly requests: readonly JournalEntry[];
	readonly requestsTo: (path: string, method?: string) => readonly JournalEntry[];
	/** Resolves when the `count`-th such request has arrived, at once when it has already. */
	readonly whenRequested: (filter: RequestFilter, count?: number) => Promise<JournalEntry>;
	/** Plays a fault at the next request(s) to a path; the returned function takes it back. */
	readonly play: (path: string, what: Play, options?: PlayOptions) => () => void;
	/** Plays a row of the error table, with its status and shape. */
	readonly playError: (path: string, code: TokenErrorCode, options?: PlayOptions) => () => void;
	/** Registers an app or changes it; when its rights change, its tokens end. TypeError for a kind that cannot be. */
	readonly registerClient: (client: Client) => void;
	/** Signs a person in without a browser; returns the cookie, "name=value". */
	readonly signIn: (personId: string) => string;
	/** Every browser is signed out; tokens live on. */
	readonly endSessions: () => void;
	/** What a person does at the data-access page: grant, tokens and codes of that app end. */
	readonly withdrawAccess: (clientId: string, personId: string) => void;
	/** Ends one access token and its refresh token, whatever device it has. */
	readonly killToken: (accessToken: string) => void;
	/** The tokens that work now, oldest first. */
	readonly tokens: () => readonly TokenRecord[];
};

/** A sandbox with an empty memory. */
export function createAuthorizationServer(options: ServerOptions): AuthorizationServer {
	const { now, random, people = PEOPLE, clients = [], ...settings } = options;
	const state = createState(people, []);
	const world: World = { state, now, random, settings: { ...DEFAULT_SETTINGS, ...settings } };
	for (const client of clients) register(client, world);
	const journal = createJournal(now);
	const faults = createFaults();

	async function handle(request: Request): Promise<Response> {
		const received = await receive(request);
		const note = journal.write(received);
		const response = await faults.answer(received, () => answer(received, world));
		note(response.status);
		return response;
	}

	return {
		handle,
		requests: journal.entries,
		requestsTo: (path, method) => journal.matching(method === undefined ? { path } : { path, method }),
		whenRequested: journal.whenRequested,
		play: faults.play,
		playError: (path, code, playOptions) => faults.play(path, tokenError(code), playOptions),
		registerClient: (client) => register(client, world),
		signIn: (personId) => `${SESSION_COOKIE}=${beginSession(personOf(personId, world), world)}`,
		endSessions: () => state.sessions.clear(),
		withdrawAccess: (clientId, personId) => withdrawAccess(world, clientId, personId),
		killToken: (accessToken) => void state.tokens.delete(accessToken),
		tokens: () => [...state.tokens.values()].filter((token) => isAlive(token, now())),
	};
}

async function answer(received: Received, world: World): Promise<Response> {
	try {
		return await answerByRoute(received, world);
	} catch (reason) {
		if (reason instanceof Refusal) return reason.response;
		throw reason;
	}
}

function personOf(personId: string, { state }: World): Person {
	const person = state.people.get(personId);
	if (person === undefined) throw new TypeError(`nobody here has the id ${personId}`);
	return person;
}
