import * as v from "valibot";
import type { Client as ServerClient } from "../../sandbox/server/model.ts";
import { ADA } from "../../sandbox/server/people.ts";
import { type AuthorizationServer, createAuthorizationServer } from "../../sandbox/server/server.ts";
import { answer } from "../../src/broker/broker.ts";
import type { Authorizer, Caller, Effects, Records, Session } from "../../src/broker/effects.ts";
import { RECORDS, type RecordKey, type RecordKind, type RecordShape } from "../../src/broker/records.ts";
import { createRooms, type Rooms } from "../../src/broker/rooms.ts";
import { saveClient } from "../../src/broker/settings.ts";
import type { PromptAnswer, PromptView } from "../../src/contract/control.ts";
import { PassportError } from "../../src/contract/errors.ts";
import type { PassportEvent } from "../../src/contract/methods.ts";
import { parseRequest } from "../../src/contract/request.ts";
import type { ClientInput } from "../../src/contract/settings.ts";

/** The broker with everything around it in memory: the sandbox's server, a store, and a person who does as told. */

export const SHOP: Caller = { site: "https://shop.example", document: "shop-1", tabId: 1 };
export const NEWS: Caller = { site: "https://news.example", document: "news-1", tabId: 2 };

export const APP: ClientInput = {
	environment: "production",
	clientId: "app-one",
	name: "App One",
	scopes: ["login:info"],
	optionalScopes: [],
	authentication: "body",
	wayBack: "redirect",
};

export const SERVER_APP: ServerClient = {
	id: "app-one",
	name: "App One",
	secret: "app-one-secret",
	redirectUris: ["https://extension.example/production"],
	scopes: ["login:info", "login:email", "login:avatar", "cloud_api:disk.read"],
	tokenLifetime: 3600,
};

/** What the person does: in the consent window, and before the authorization server. */
export interface PersonPlan {
	consent: (view: PromptView) => PromptAnswer | "close";
	/** Allows as the person with this id; or what else people do. */
	server: string | "deny" | "close";
}

/** Allows everything, for the first account offered, until withdrawn. */
export const allow = (view: PromptView): PromptAnswer => ({
	allow: true,
	uid: view.accounts[0]?.uid ?? null,
	optionalScopes: view.optionalScopes,
	duration: "always",
});

export interface World {
	rooms: Rooms;
	effects: Effects;
	server: AuthorizationServer;
	person: PersonPlan;
	clock: { now: number };
	/** What the consent window showed, oldest first. */
	shown: PromptView[];
	/** What ports heard: site and event. */
	told: (PassportEvent & { site: string })[];
	/** Who is signed in at the server in this browser: forgets it. */
	forgetSession(): void;
	/** One request of a page; resolves with the result or the error. */
	ask(caller: Caller, method: string, params?: object, id?: string): Promise<Answer>;
	/** The background dies: everything but records and session is made anew. */
	die(): void;
	/** Time passes, and what was to be done later is done. */
	pass(seconds: number): void;
	/** The browser is closed and opened again. */
	restart(): void;
	/** Everything in the store and the session, as text. */
	dump(): string;
}

export type Answer = { result?: Record<string, unknown>; error?: PassportError };

/** A world with one client configured, and nobody signed in. */
export async function createWorld(client: Partial<ClientInput> = {}): Promise<World> {
	const clock = { now: 1_800_000_000 };
	const server = createAuthorizationServer({
		now: () => Math.floor(clock.now),
		random: counting(""),
		clients: [SERVER_APP],
	});
	const records = new Map<string, unknown>();
	const session = new Map<string, unknown>();
	const told: World["told"] = [];
	const shown: PromptView[] = [];
	const person: PersonPlan = { consent: allow, server: ADA.id };
	const browser = { cookie: "" };
	const later: { at: number; task: () => void }[] = [];
	let browserSession = 1;
	const effects: Effects = {
		browserSession: async () => `browser session ${browserSession}`,
		records: memoryRecords(records),
		session: memorySession(session),
		authorizer: robot(server, person, browser),
		consentWindow: { open: async () => 1, close: async () => undefined, isOpen: async () => true },
		wire: { fetch: (url, init) => server.handle(new Request(url, init)), now: () => clock.now },
		exclusive: locks(),
		sleep: async (seconds) => {
			clock.now += seconds;
		},
		later: (seconds, task) => void later.push({ at: clock.now + seconds, task }),
		newId: counting("id-"),
		watchTab: () => () => undefined,
		tell: (site, event) => told.push({ site, ...event }),
		changed: () => undefined,
		browserName: "Browser",
		version: "1.0.0",
	};
	const world: World = {
		...{ effects, server, person, clock, shown, told },
		rooms: createRooms(effects),
		forgetSession: () => {
			browser.cookie = "";
		},
		ask: (caller, method, params = {}, id) => {
			const request = parseRequest({ passport: 1, method, params, ...(id === undefined ? {} : { id }) });
			return answer(world.rooms, caller, request).then(
				(result) => ({ result: result as Record<string, unknown> }),
				(error: PassportError) => ({ error }),
			);
		},
		pass: (seconds) => {
			clock.now += seconds;
			const due = later.filter(({ at }) => at <= clock.now);
			for (const one of due) later.splice(later.indexOf(one), 1);
			for (const { task } of due) task();
		},
		die: () => {
			later.length = 0;
			world.rooms = createRooms(effects);
		},
		restart: () => {
			session.clear();
			browserSession += 1;
			world.die();
		},
		dump: () => JSON.stringify([[...records], [...session]]),
	};
	effects.consentWindow.open = async (promptId) => {
		const view = await world.rooms.prompts.view(promptId);
		shown.push(view);
		const said = person.consent(view);
		setImmediate(() => {
			void (said === "close"
				? world.rooms.prompts.windowClosed(1)
				: world.rooms.prompts.answer(promptId, said));
		});
		return 1;
	};
	await saveClient(effects, { ...APP, ...client });
	return world;
}

function robot(server: AuthorizationServer, person: PersonPlan, browser: { cookie: string }): Authorizer {
	const send = (url: string, form?: Record<string, string> | string[][]) =>
		server.handle(
			new Request(url, {
				...(form ? { method: "POST", body: new URLSearchParams(form) } : {}),
				headers: { cookie: browser.cookie },
			}),
		);
	const landed = async (response: Response) => response.headers.get("location") ?? "";
	return {
		redirectUri: (environment) => `https://extension.example/${environment}`,
		visit: async (address) => void (await send(address, { decision: "confirm" })),
		authorize: async ({ url, interactive }) => {
			const first = await send(url);
			if (first.status === 302) return landed(first);
			if (first.status >= 400)
				throw new PassportError("credentials_invalid", "The server showed an error page.");
			if (!interactive) throw new PassportError("account_not_authorized", "The server shows a page.");
			if (person.server === "close") throw new PassportError("user_cancelled", "The window was closed.");
			if (person.server === "deny") browser.cookie = server.signIn(ADA.id);
			if (person.server === "deny") return landed(await send(url, { decision: "deny" }));
			browser.cookie = server.signIn(person.server);
			return landed(await send(url, [["decision", "allow"], ...tickedOf(url)]));
		},
	};
}

/** Of the optional rights the person ticks every one. */
function tickedOf(url: string): string[][] {
	const asked = new URL(url).searchParams.get("optional_scope") ?? "";
	return asked.split(" ").map((right) => ["granted", right]);
}

function memoryRecords(records: Map<string, unknown>): Records {
	const keysOf = (kind: string) =>
		[...records.keys()].map((key) => JSON.parse(key) as string[]).filter(([first]) => first === kind);
	const read = <K extends RecordKind>(key: RecordKey<K>) => {
		const stored = records.get(JSON.stringify(key));
		return stored === undefined ? undefined : (v.parse(RECORDS[key[0]], stored) as RecordShape<K>);
	};
	return {
		read: async (key) => read(key),
		write: async (key, record) => void records.set(JSON.stringify(key), structuredClone(record)),
		remove: async (key) => void records.delete(JSON.stringify(key)),
		keys: async <K extends RecordKind>(kind: K) => keysOf(kind).sort() as unknown as RecordKey<K>[],
		list: async <K extends RecordKind>(kind: K) =>
			(keysOf(kind).sort() as unknown as RecordKey<K>[])
				.map((key) => read(key))
				.filter((record) => record !== undefined),
		quarantined: async () => 0,
	};
}

function memorySession(values: Map<string, unknown>): Session {
	return {
		read: async (key, shape) => {
			const parsed = v.safeParse(shape, values.get(key));
			return parsed.success ? parsed.output : undefined;
		},
		write: async (key, value) => void values.set(key, structuredClone(value)),
		remove: async (key) => void values.delete(key),
		keys: async () => [...values.keys()],
	};
}

function locks(): Effects["exclusive"] {
	const tails = new Map<string, Promise<unknown>>();
	return (name, task) => {
		const turn = (tails.get(name) ?? Promise.resolve()).then(task, task);
		tails.set(name, turn);
		return turn;
	};
}

function counting(prefix: string): (bytes?: number) => string {
	let count = 0;
	return (bytes = 18) => {
		count += 1;
		return `${prefix}${count.toString(36).padStart(Math.ceil((bytes * 4) / 3), "0")}`;
	};
}
