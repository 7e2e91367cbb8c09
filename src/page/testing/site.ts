import { PassportError } from "../../contract/errors.ts";
import type { PassportEvent } from "../../contract/methods.ts";
import { normalizeScopes, sameScopes, scopesBeyond } from "../../contract/scopes.ts";
import { type Account, environmentOf, type Token } from "../../contract/values.ts";
import type { Ask } from "./ask.ts";
import type { Setting } from "./options.ts";
import { createPause } from "./pause.ts";

interface Consent {
	uid: string;
	clientId: string;
	scopes: string[];
	declined: string[];
}

/** The scopes that reveal a field of an account (contract, "Values"). */
const REVEALING = { login: "login:info", avatarUrl: "login:avatar", email: "login:email" } as const;

/** A token is renewed this long before its end, in seconds, or a tenth of its life when that is shorter. */
const LONGEST_MARGIN = 300;

/** What the extension would hold of this one site: consents, tokens, the current account, a pause, the open ports. */
export function createSite({ accounts, tokenLifetime, time }: Setting) {
	let consents: Consent[] = [];
	let tokens: Token[] = [];
	let current: string | null = null;
	let count = 0;
	let windows = 0;
	const pause = createPause(time);
	const ports = new Set<(event: PassportEvent) => void>();

	const tell = (event: PassportEvent["event"], uid: string, reason?: string): void => {
		for (const hear of ports) hear({ passport: 1, event, uid, ...(reason === undefined ? {} : { reason }) });
	};
	const consentFor = (uid: string | null, clientId: string): Consent | undefined =>
		consents.find((consent) => consent.uid === uid && consent.clientId === clientId);

	function account(uid: string, alsoRevealed: readonly string[] = []): Account {
		const found = accounts.find((one) => one.uid === uid);
		if (!found) throw accountNotFound(uid);
		const { environment, displayName, isAuthorized = true } = found;
		const seen = [...alsoRevealed, ...consents.flatMap((one) => (one.uid === uid ? one.scopes : []))];
		const revealed = Object.entries(REVEALING).filter(([, scope]) => seen.includes(scope));
		const fields = revealed.map(([field]) => [
			field,
			Object.entries(found).find(([name]) => name === field)?.[1],
		]);
		return { uid, environment, displayName, isAuthorized, ...Object.fromEntries(fields) };
	}

	/** Writes down what the person allowed. */
	function allow(uid: string, asked: Ask, optionalScopes: readonly string[]): void {
		const before = consentFor(uid, asked.clientId);
		const scopes = normalizeScopes([...(before?.scopes ?? []), ...asked.scopes, ...optionalScopes]);
		const declined = scopesBeyond([...asked.optionalScopes, ...(before?.declined ?? [])], scopes);
		consents = [
			...consents.filter((one) => one !== before),
			{ uid, clientId: asked.clientId, scopes, declined },
		];
		current = uid;
		if (!before) tell("accountadded", uid);
	}

	/** The token for exactly these rights: the one at hand while it is fresh, else a new one; `anew`: always. */
	function issue(uid: string, clientId: string, scopes: string[], anew = false): Token {
		const now = Math.floor(time.now() / 1000);
		const held = tokens.find((one) => one.uid === uid && one.clientId === clientId);
		if (consents.some((one) => one.uid === uid)) current = uid;
		if (held && !anew && sameScopes(held.scopes, scopes) && isFresh(held.expiresAt, now)) return held;
		count += 1;
		const expiresAt = tokenLifetime === null ? null : now + tokenLifetime;
		const token = { value: `test-token-${count}`, scheme: "OAuth", scopes, expiresAt, uid, clientId };
		tokens = [...tokens.filter((one) => one !== held), token];
		if (held) tell("tokenchanged", uid, "renewed");
		return token;
	}

	/** Whether a token is given as it is. Like the extension: one that is near its end is renewed. */
	function isFresh(expiresAt: number | null, now: number): boolean {
		const tenth = (tokenLifetime ?? Number.POSITIVE_INFINITY) / 10;
		return expiresAt === null || now < expiresAt - Math.min(LONGEST_MARGIN, tenth);
	}

	function withdraw(reason: string, uid?: string): void {
		const isMeant = (one: { uid: string }) => uid === undefined || one.uid === uid;
		if (uid !== undefined && !consents.some(isMeant)) return;
		const lost = new Set(consents.filter(isMeant).map((one) => one.uid));
		consents = consents.filter((one) => !lost.has(one.uid));
		if (current !== null && lost.has(current)) current = consents[0]?.uid ?? null;
		tokens = tokens.filter((one) => !isMeant(one));
		for (const one of lost) tell("accountremoved", one, reason);
		const last = [...lost].at(-1);
		if (consents.length === 0 && last !== undefined) tell("disconnected", last, reason);
	}

	return {
		...{ ports, pause, consentFor, account, allow, issue, withdraw },
		/** The account that a request means; null while it means none. @throws PassportError `account_not_found`. */
		meant(environment: string, uid?: string): string | null {
			const here = consents.map((one) => one.uid).filter((one) => environmentOf(one) === environment);
			if (uid !== undefined && !here.includes(uid)) throw accountNotFound(uid);
			return uid ?? here.find((one) => one === current) ?? here.at(-1) ?? null;
		},
		shared: () => [...new Set(consents.map((one) => one.uid))].map((uid) => account(uid)),
		current: () => current,
		windows: () => windows,
		openWindow: (): void => {
			windows += 1;
		},
		hold: (token: Token): void => {
			tokens = [...tokens, token];
			current = token.uid;
		},
		drop(value: string): void {
			const dropped = tokens.find((one) => one.value === value);
			tokens = tokens.filter((one) => one !== dropped);
			if (dropped) tell("tokenchanged", dropped.uid, "dropped");
		},
		nextCode: (): string => {
			count += 1;
			return `test-code-${count}`;
		},
	};
}

export type Site = ReturnType<typeof createSite>;

function accountNotFound(uid: string): PassportError {
	return new PassportError(
		"account_not_found",
		"There is no such account, or it is not shared with this site",
		{
			uid,
		},
	);
}
