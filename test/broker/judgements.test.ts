import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Ask } from "../../src/broker/ask.ts";
import { chooseConsent } from "../../src/broker/choose-consent.ts";
import { allowedPart, covers, isLive, undecidedScopes } from "../../src/broker/consent.ts";
import type { Consent, SiteRecord, TokenRecord } from "../../src/broker/records.ts";
import { tokenKey } from "../../src/broker/records.ts";
import { answersAsk, grantedScopes, isFresh, isUsable } from "../../src/broker/token.ts";
import { PassportError } from "../../src/contract/errors.ts";
import { PRESETS } from "../../src/oauth/presets.ts";

/** The broker's judgements, held to tables: what a consent allows, which token answers which ask. */

const NOW = 1_800_000_000;
const AT = { now: NOW, browserSession: "session-1" };
const [PRODUCTION] = PRESETS;
if (!PRODUCTION) throw new Error("no presets");

const CONSENT: Consent = {
	uid: "production:1",
	clientId: "app",
	scopes: ["a"],
	registeredRights: false,
	declined: [],
	duration: "always",
	browserSession: null,
	grantedAt: NOW - 100,
	expiresAt: null,
	lastUsedAt: null,
};
const SITE: SiteRecord = { site: "https://shop.example", deviceId: "device-1", current: null, consents: [] };
const TOKEN: TokenRecord = {
	environment: "production",
	uid: "production:1",
	clientId: "app",
	site: "https://shop.example",
	accessToken: "token",
	asked: { scopes: ["a"], optionalScopes: [] },
	scopes: ["a"],
	issuedAt: NOW,
	expiresAt: NOW + 3600,
};
const consent = (more: Partial<Consent>): Consent => ({ ...CONSENT, ...more });
const asks = (scopes: string[] = [], optionalScopes: string[] = []) => ({ scopes, optionalScopes });

function ask(more: Partial<Ask> & { clientId?: string } = {}): Ask {
	const { clientId = "app", ...rest } = more;
	const client = {
		...asks(),
		clientId,
		environment: "production",
		authentication: "body",
		wayBack: "redirect",
	};
	return {
		environment: PRODUCTION as Ask["environment"],
		client: client as Ask["client"],
		clientNamed: false,
		...asks(["a"]),
		...rest,
	};
}

describe("a consent holds", () => {
	it.each<[string, Partial<Consent>, number, boolean]>([
		["until withdrawn", {}, NOW + 1e9, true],
		["until withdrawn, whatever the clock says", {}, 0, true],
		["for its hour", { duration: "hour", expiresAt: NOW + 1 }, NOW, true],
		["not one second longer", { duration: "hour", expiresAt: NOW }, NOW, false],
		[
			"not longer by a clock set back a day",
			{ duration: "hour", expiresAt: NOW + 3500 },
			NOW - 86_400,
			false,
		],
		[
			"through a clock that is put right by a minute",
			{ duration: "hour", expiresAt: NOW + 3500 },
			NOW - 160,
			true,
		],
		["in its browser session", { duration: "session", browserSession: "session-1" }, NOW + 1e9, true],
		["not in the next one", { duration: "session", browserSession: "session-0" }, NOW, false],
		["not in a session that nobody knows", { duration: "session", browserSession: null }, NOW, false],
	])("%s", (_, more, now, expected) => {
		expect(isLive(consent(more), { ...AT, now })).toBe(expected);
	});
});

describe("a consent covers", () => {
	it.each<[string, Partial<Consent>, ReturnType<typeof asks>, boolean]>([
		["what it names", { scopes: ["a", "b"] }, asks(["a"]), true],
		["not more than it names", { scopes: ["a"] }, asks(["a", "b"]), false],
		["not the same word in other letters", { scopes: ["a"] }, asks(["A"]), false],
		["what is optional, without having it", { scopes: ["a"] }, asks(["a"], ["b"]), true],
		["not optional rights alone, of which it has none", { scopes: ["a"] }, asks([], ["b"]), false],
		["optional rights alone, of which it has one", { scopes: ["a"] }, asks([], ["a", "b"]), true],
		["everything, when it was given for everything", { registeredRights: true }, asks(), true],
		["not everything, when it names rights", { scopes: ["a"] }, asks(), false],
		[
			"not a named right, when it was given for everything",
			{ scopes: [], registeredRights: true },
			asks(["z"]),
			false,
		],
	])("%s", (_, more, asked, expected) => {
		expect(covers(consent(more), asked)).toBe(expected);
	});

	it("asks again only for optional rights that were neither allowed nor declined", () => {
		const given = consent({ scopes: ["a", "b"], declined: ["c"] });
		expect(undecidedScopes(given, asks(["a"], ["b", "c", "d"]))).toEqual(["d"]);
		expect(allowedPart(given, ask({ optionalScopes: ["b", "c", "d"] })).optionalScopes).toEqual(["b"]);
	});
});

describe("15. a token answers an ask", () => {
	it.each<[string, Partial<TokenRecord>, ReturnType<typeof asks>, boolean]>([
		["for the rights it was asked with", {}, asks(["a"]), true],
		["not for fewer", { asked: asks(["a", "b"]), scopes: ["a", "b"] }, asks(["a"]), false],
		["not for more", {}, asks(["a", "b"]), false],
		["for exactly what the server granted", { asked: asks(["a"], ["b"]), scopes: ["a"] }, asks(["a"]), true],
		["not for less than was granted", { asked: asks(["a"], ["b"]), scopes: ["a", "b"] }, asks(["a"]), false],
		["for the same optional rights", { asked: asks(["a"], ["b"]), scopes: ["a"] }, asks(["a"], ["b"]), true],
		[
			"not for other optional rights",
			{ asked: asks(["a"], ["b"]), scopes: ["a"] },
			asks(["a"], ["c"]),
			false,
		],
		["not for everything, when rights were named", {}, asks(), false],
		["not for one, when everything was asked", { asked: asks(), scopes: ["a", "b"] }, asks(["a"]), false],
	])("%s", (_, more, asked, expected) => {
		expect(answersAsk({ ...TOKEN, ...more }, asked)).toBe(expected);
	});

	it("never carrying a right that was not asked, whatever was asked before", () => {
		const rights = fc.uniqueArray(fc.constantFrom("a", "b", "c")).map((list) => list.sort());
		fc.assert(
			fc.property(
				rights,
				rights,
				rights,
				rights,
				rights,
				(required, optional, granted, wanted, wantedToo) => {
					const scopes = granted.filter((scope) => [...required, ...optional].includes(scope));
					const record = { ...TOKEN, asked: asks(required, optional), scopes };
					const asked = asks(wanted, wantedToo);
					if (wanted.length + wantedToo.length === 0 || !answersAsk(record, asked)) return;
					expect(scopes.filter((scope) => ![...wanted, ...wantedToo].includes(scope))).toEqual([]);
				},
			),
			{ numRuns: 500 },
		);
	});
});

describe("39. a token is fresh", () => {
	it.each<[string, Partial<TokenRecord>, number, boolean]>([
		["well before its end", {}, NOW + 3299, true],
		["not in its last five minutes", {}, NOW + 3300, false],
		["not after its end", {}, NOW + 3600, false],
		["not in the last tenth of a short life", { expiresAt: NOW + 100 }, NOW + 90, false],
		["before the last tenth of a short life", { expiresAt: NOW + 100 }, NOW + 89, true],
		["for ever, without end", { expiresAt: null }, NOW + 1e10, true],
		["not by a clock that went back an hour", {}, NOW - 3600, false],
		["not by such a clock without end either", { expiresAt: null }, NOW - 3600, false],
		["not when it was over from the start", { expiresAt: NOW }, NOW, false],
		["with an end beyond 32 bits", { expiresAt: NOW + 124_234_123_534 }, NOW + 1e9, true],
	])("%s", (_, more, now, expected) => {
		expect(isFresh({ ...TOKEN, ...more }, now)).toBe(expected);
	});

	it("and usable, unless it was dropped or is not there", () => {
		expect(isUsable(TOKEN, asks(["a"]), NOW)).toBe(true);
		expect(isUsable({ ...TOKEN, accessToken: null }, asks(["a"]), NOW)).toBe(false);
		expect(isUsable(undefined, asks(["a"]), NOW)).toBe(false);
	});

	it("has the rights the server named, else those that were asked", () => {
		const grant = { accessToken: "t", issuedAt: NOW, expiresAt: null };
		expect(grantedScopes({ ...grant, scopes: ["b"] }, asks(["a"], ["b"]))).toEqual(["b"]);
		expect(grantedScopes(grant, asks(["c", "a"], ["b"]))).toEqual(["a", "b", "c"]);
	});
});

describe("14. the key of a token", () => {
	it("tells client a b with one right from client a with two, whatever the separators", () => {
		const word = fc.constantFrom("a", "a b", "a,b", '"', '","', "a:b", ":", "");
		const names = fc.record({
			environment: word,
			uid: word.map((w) => `x:${w}`),
			clientId: word,
			site: word,
		});
		fc.assert(
			fc.property(names, names, (one, other) => {
				const same = JSON.stringify(one) === JSON.stringify(other);
				expect(JSON.stringify(tokenKey(one)) === JSON.stringify(tokenKey(other))).toBe(same);
			}),
			{ numRuns: 500 },
		);
	});
});

describe("where a site stands", () => {
	const boris = consent({ uid: "production:2" });
	const testing = consent({ uid: "testing:9" });
	const over = consent({ duration: "session", browserSession: "session-0" });

	function standing(
		consents: Consent[],
		more: Partial<Ask> & { clientId?: string; uid?: string; current?: string },
	) {
		const { uid, current = null, ...rest } = more;
		const record = consents.length === 0 ? undefined : { ...SITE, current, consents };
		try {
			const found = chooseConsent(record, ask(rest), AT, uid);
			return found.allowed ? `allowed ${found.uid}` : `${found.refusal.code} ${found.uid}`;
		} catch (thrown) {
			return thrown instanceof PassportError ? thrown.code : "another error";
		}
	}

	it.each<[string, Consent[], Parameters<typeof standing>[1], string]>([
		["nowhere without a consent", [], {}, "consent_required null"],
		["nowhere with a consent that has ended", [over], {}, "consent_required null"],
		["nowhere with a consent of another environment", [testing], {}, "consent_required null"],
		[
			"nowhere with another client, which it names",
			[CONSENT],
			{ clientId: "other", clientNamed: true },
			"client_not_allowed production:1",
		],
		[
			"nowhere with another client, which it does not name",
			[CONSENT],
			{ clientId: "other" },
			"consent_required production:1",
		],
		["nowhere with more rights", [CONSENT], { scopes: ["a", "b"] }, "consent_required production:1"],
		[
			"nowhere with more rights of a client it names",
			[CONSENT],
			{ scopes: ["a", "b"], clientNamed: true },
			"consent_required production:1",
		],
		["with its only account", [CONSENT], {}, "allowed production:1"],
		["with the account it used last", [CONSENT, boris], { current: "production:1" }, "allowed production:1"],
		[
			"with the account allowed last, when it used another environment's",
			[CONSENT, boris, testing],
			{ current: "testing:9" },
			"allowed production:2",
		],
		[
			"with the account it names",
			[CONSENT, boris],
			{ uid: "production:1", current: "production:2" },
			"allowed production:1",
		],
		["16. before an account that is not shared", [CONSENT], { uid: "production:2" }, "account_not_found"],
		["16. before an account that does not exist", [CONSENT], { uid: "production:404" }, "account_not_found"],
		["16. before an account whose consent has ended", [over], { uid: "production:1" }, "account_not_found"],
		[
			"16. before an account that is not shared, naming another client",
			[CONSENT],
			{ uid: "production:2", clientId: "other", clientNamed: true },
			"account_not_found",
		],
	])("%s", (_, consents, more, expected) => {
		expect(standing(consents, more)).toBe(expected);
	});
});
