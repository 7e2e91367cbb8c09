import { describe, expect, it } from "vitest";
import { saveAccount, toAccount, toAccountView } from "../../src/broker/accounts.ts";
import type { AccountRecord } from "../../src/broker/records.ts";
import { createWorld } from "./world.ts";

const uid = "production:7";
const nameless: AccountRecord = {
	...{ uid, environment: "production", login: "ada", email: "ada@example.com" },
	...{ isAuthorized: true, departing: false },
};
const named: AccountRecord = { ...nameless, displayName: "Ada Lovelace" };
const consentTo = (...scopes: string[]) => [{ uid, scopes }];

describe("an account as a site sees it", () => {
	it.each<[string, AccountRecord, ReturnType<typeof consentTo>, object]>([
		["its name", named, consentTo("cloud_api:disk.read"), { displayName: "Ada Lovelace" }],
		["its name and login", named, consentTo("login:info"), { displayName: "Ada Lovelace", login: "ada" }],
		["the id alone", nameless, consentTo("cloud_api:disk.read"), { displayName: "7" }],
		["the login for a name", nameless, consentTo("login:info"), { displayName: "ada", login: "ada" }],
		["its e-mail", nameless, consentTo("login:email"), { displayName: "7", email: "ada@example.com" }],
		["no other's", named, [{ uid: "production:8", scopes: ["login:info"] }], { displayName: "Ada Lovelace" }],
	])("has %s", (_, account, consents, told) => {
		expect(toAccount(account, consents)).toEqual({
			...{ uid, environment: "production", isAuthorized: true },
			...told,
		});
	});
});

it("the person sees the login where there is no name, and the id where there is neither", () => {
	expect(toAccountView(nameless).displayName).toBe("ada");
	const { login: _, ...unknown } = nameless;
	expect(toAccountView(unknown).displayName).toBe("7");
});

it("a token with fewer rights takes nothing away that another one told", async () => {
	const { effects } = await createWorld();
	await saveAccount(effects, "production", { value: "7", displayName: "Ada Lovelace", login: "ada" });
	await saveAccount(effects, "production", { value: "7", login: "ada2" });
	expect(await effects.records.read(["account", uid])).toMatchObject({
		displayName: "Ada Lovelace",
		login: "ada2",
	});
});
