import {
	type PageErrorCode,
	type PassportErrorDetails,
	PassportError as RoomError,
	toErrorObject,
	toPassportError,
} from "../contract/errors.ts";
import type { Method, PassportRequest, Reply } from "../contract/methods.ts";
import { parseRequest } from "../contract/request.ts";
import type { Channel, Request } from "./channel.ts";
import { createPassport } from "./create-passport.ts";
// The very class that the page imports, so that its `instanceof` holds.
import { PassportError } from "./index.ts";
import type { Passport } from "./passport.ts";
import { answer } from "./testing/answer.ts";
import { resolveAsk } from "./testing/ask.ts";
import { judgeFailure } from "./testing/judge.ts";
import {
	type Setting,
	type TestPassportOptions,
	type TestPerson,
	type TestToken,
	withDefaults,
} from "./testing/options.ts";
import { createSite, type Site } from "./testing/site.ts";
import type { Time } from "./time.ts";

export type { Passport } from "./passport.ts";
export type {
	TestAccount,
	TestClient,
	TestPassportOptions,
	TestPerson,
	TestToken,
} from "./testing/options.ts";

/** A passport whose extension is a stand-in, and what a test does with that. */
export interface TestPassport extends Passport {
	/** What the person does in the windows that are opened. May be changed at any time. */
	readonly person: TestPerson;
	/** Every request that reached the stand-in, oldest first. What was answered from the page's memory is not there. */
	readonly requests: readonly PassportRequest[];
	/** How many windows were opened so far. */
	windows(): number;
	/** The next request, or the next one of this method, fails so. Several wait their turn. */
	failNext(code: PageErrorCode, options?: PassportErrorDetails & { method?: Method; message?: string }): void;
	/** The person takes back what this site was allowed, in the options: of one account or of all. */
	withdraw(uid?: string): void;
}

type Failure = { method: Method | undefined; error: RoomError };

/** A passport for a page's own tests, without extension and browser: it answers by the same contract. */
export function createTestPassport(options: TestPassportOptions = {}): TestPassport {
	const setting = withDefaults(options);
	const site = createSite(setting);
	for (const token of setting.tokens) holdFromStart(site, setting, token);
	const failures: Failure[] = [];
	const requests: PassportRequest[] = [];

	async function send({ id, ...rest }: Request): Promise<Reply> {
		try {
			const request = parseRequest({ id, ...rest });
			requests.push(request);
			const failing = failures.findIndex(({ method }) => (method ?? request.method) === request.method);
			const [failure] = failing < 0 ? [] : failures.splice(failing, 1);
			if (failure) throw failure.error;
			return { passport: 1, id, result: structuredClone(answer(site, setting, request)) };
		} catch (thrown) {
			return { passport: 1, id, error: toErrorObject(toPassportError(thrown)) };
		}
	}

	const channel: Channel = {
		send,
		listen(hear) {
			site.ports.add(hear);
			return () => void site.ports.delete(hear);
		},
	};
	const page = { addEventListener: () => undefined };
	// A person takes a second: by that the library knows an answer that may hold only once.
	const time: Time = { ...setting.time, now: () => setting.time.now() + 1000 * site.windows() };
	return {
		...createPassport(channel, { page, time, PassportError }),
		...{ person: setting.person, requests, windows: site.windows },
		failNext(code, { method, message = "As the test wants it", ...details } = {}) {
			judgeFailure({ code, method, message, ...details });
			failures.push({ method, error: new RoomError(code, message, details) });
		},
		withdraw: (uid) => site.withdraw("withdrawn", uid),
	};
}

function holdFromStart(site: Site, { clients, accounts, time }: Setting, token: TestToken): void {
	const ask = resolveAsk(clients, null, token);
	const uid = token.uid ?? accounts.find((account) => account.environment === ask.environment)?.uid;
	if (uid === undefined) throw new TypeError("There is no account that this token could belong to");
	site.allow(uid, ask, []);
	site.hold({
		value: token.value ?? "test-token",
		scheme: token.scheme ?? "OAuth",
		expiresAt: token.expiresAt === undefined ? Math.floor(time.now() / 1000) + 3600 : token.expiresAt,
		...{ uid, clientId: ask.clientId, scopes: ask.scopes },
	});
}
