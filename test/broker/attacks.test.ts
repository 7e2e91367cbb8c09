import { beforeEach, describe, expect, it } from "vitest";
import { ADA, BORIS } from "../../sandbox/server/people.ts";
import { signOutAccount } from "../../src/broker/account-sign-out.ts";
import { giveUpUncovered } from "../../src/broker/expiry.ts";
import type { PromptAnswer, PromptView } from "../../src/contract/control.ts";
import { allow, createWorld, NEWS, SHOP, type World } from "./world.ts";

/** What somebody tried who meant harm. */

let world: World;

beforeEach(async () => {
	world = await createWorld();
});

const ada = `production:${ADA.id}`;
const wish = { interactive: true };

function answering(change: Partial<Extract<PromptAnswer, { allow: true }>>) {
	return (view: PromptView) => ({ ...allow(view), ...change }) as PromptAnswer;
}

describe("a right that was given for an hour", () => {
	it("is not made to last for ever by asking for another", async () => {
		world.person.consent = answering({ duration: "hour" });
		await world.ask(SHOP, "getToken", { ...wish, scopes: ["cloud_api:disk.read"] });
		world.person.consent = (view) => {
			expect(view.held).toEqual({ [ada]: [] });
			return allow(view);
		};
		await world.ask(SHOP, "getToken", { ...wish, scopes: ["login:info"] });
		world.clock.now += 30 * 86_400;
		const { error } = await world.ask(SHOP, "getToken", { scopes: ["cloud_api:disk.read"] });
		expect(error?.code).toBe("consent_required");
	});
});

describe("an account that the person avoids", () => {
	it("is not given by forbidding the server to ask", async () => {
		await world.ask(NEWS, "signIn");
		world.person.server = BORIS.id;
		world.person.consent = answering({ uid: null });
		const { result } = await world.ask(SHOP, "signIn", { forceConfirm: false });
		expect(result).toMatchObject({ account: { uid: `production:${BORIS.id}` } });
	});

	it("is not revealed by a code of the server's session", async () => {
		await world.ask(SHOP, "signIn");
		world.person.server = BORIS.id;
		world.person.consent = answering({ uid: null });
		await world.ask(NEWS, "signIn");
		const { error } = await world.ask(SHOP, "getCode", { uid: ada });
		expect(error?.code).toBe("account_not_authorized");
	});
});

describe("an account that was signed out", () => {
	it("does not come back by an answer in a window that was open", async () => {
		await world.ask(NEWS, "signIn");
		let departure: Promise<unknown> = Promise.resolve();
		world.person.consent = (view) => {
			departure = signOutAccount(world.effects, ada);
			return allow(view);
		};
		expect((await world.ask(SHOP, "getToken", wish)).error?.code).toBe("account_not_found");
		await departure;
		expect(await world.effects.records.list("account")).toEqual([]);
	});
});

describe("windows without end", () => {
	it("are stopped when the person closes the server's window again and again", async () => {
		await world.ask(SHOP, "signIn");
		world.forgetSession();
		world.clock.now += 3600;
		world.person.server = "close";
		const codes: (string | undefined)[] = [];
		for (let i = 0; i < 7; i += 1) codes.push((await world.ask(SHOP, "getToken", wish)).error?.code);
		expect(codes).toEqual([...new Array(6).fill("user_cancelled"), "too_many_requests"]);
	});
});

describe("a token given once", () => {
	it("does not live on unseen: at the browser's next start it is given up", async () => {
		world = await createWorld({ clientSecret: "app-one-secret" });
		world.person.consent = answering({ duration: "once" });
		await world.ask(SHOP, "getToken", wish);
		world.restart();
		await giveUpUncovered(world.effects);
		expect(world.server.tokens()).toEqual([]);
	});
});

describe("the activity list", () => {
	it("is not washed away by a stranger's refusals", async () => {
		await world.ask(SHOP, "getToken", wish);
		for (let i = 0; i < 1200; i += 1) await world.ask(NEWS, "getToken");
		const entries = await world.effects.records.list("activity");
		expect(entries.filter(({ outcome }) => outcome === "given")).toHaveLength(1);
	});
});

describe("a request's id", () => {
	it("brings another method's answer to nobody", async () => {
		world.person.consent = answering({ duration: "once" });
		await world.ask(SHOP, "getToken", wish, "one");
		const { result } = await world.ask(SHOP, "getCode", wish, "one");
		expect(result).not.toHaveProperty("scheme");
	});
});
