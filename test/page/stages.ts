import { ADA } from "../../sandbox/server/people.ts";
import { answer } from "../../src/broker/broker.ts";
import { PassportError } from "../../src/contract/errors.ts";
import { connectIn } from "../../src/page/connect.ts";
import type { Passport } from "../../src/page/passport.ts";
import type { TestPerson } from "../../src/page/testing/options.ts";
import { createTestPassport } from "../../src/page/testing.ts";
import { APP, allow, createWorld } from "../broker/world.ts";
import { BROWSERS, type BrowserName, openTab } from "./browsers.ts";
import { createClock } from "./clock.ts";
import { createExtension } from "./extension.ts";

/** What stands behind a passport: the broker itself, reached as in each browser, or the stand-in. */
export interface Stage {
	passport: Passport;
	/** What the person does from now on. */
	person(plan: TestPerson): void;
	/** How many consent windows were opened. */
	windows(): number;
	/** Time passes, in seconds. */
	pass(seconds: number): void;
	end(): void;
}

export const ADA_UID = `production:${ADA.id}`;

export const STAGES: readonly (readonly [name: string, open: () => Promise<Stage>])[] = [
	...BROWSERS.map((name) => [`the extension in ${name}`, () => openBroker(name)] as const),
	["the stand-in", openStandIn],
];

async function openBroker(name: BrowserName): Promise<Stage> {
	const world = await createWorld();
	const extension = createExtension((caller, request) => answer(world.rooms, caller, request));
	const tab = await openTab(name, extension);
	world.effects.tell = (_, event) => extension.tell(event);
	let pondered = 0;
	const person = ({ answers, optionalScopes }: TestPerson): void => {
		world.person.consent = (view) => {
			pondered += 1000;
			if (answers === "close") return "close";
			const yes = allow(view);
			if (answers === "deny" || !yes.allow) return { allow: false };
			const duration = answers === "allow-once" ? "once" : "always";
			return { ...yes, duration, optionalScopes: [...(optionalScopes ?? yes.optionalScopes)] };
		};
	};
	person({ answers: "allow" });
	const time = { ...tab.clock, now: () => tab.clock.now() + pondered };
	const passport = await connectIn({ ...tab.around, time, PassportError }, "a".repeat(32), undefined);
	const windows = (): number => world.shown.length;
	return { passport, person, windows, pass: world.pass, end: () => tab.page.close() };
}

async function openStandIn(): Promise<Stage> {
	let now = createClock().now();
	const account = { uid: ADA_UID, environment: "production", displayName: ADA.displayName };
	const passport = createTestPassport({
		accounts: [{ ...account, login: ADA.login, email: ADA.emails[0] ?? "" }],
		clients: [{ environment: "production", clientId: APP.clientId, scopes: APP.scopes }],
		time: { ...createClock(), now: () => now },
	});
	const person = (plan: TestPerson): void => void Object.assign(passport.person, plan);
	const pass = (seconds: number): void => {
		now += seconds * 1000;
	};
	return { passport, person, windows: passport.windows, pass, end: () => undefined };
}
