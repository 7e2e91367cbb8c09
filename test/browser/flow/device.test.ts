import type { Page } from "puppeteer";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { saveClient, tell } from "../harness/control.ts";
import { byText, namesOf, press } from "../harness/find.ts";
import { type Kept, startKept } from "../harness/kept.ts";
import { ADA, APP } from "../harness/play.ts";

/** *Sign in on another device*: the code shown in the popup, entered at the server's own page. */

let play: Kept;

beforeAll(async () => {
	play = await startKept();
});

afterAll(async () => {
	await play.close();
});

beforeEach(async () => {
	await play.fresh({ clients: [APP], deviceInterval: 1 });
	await saveClient(play.stage, { clientSecret: "sample-secret" });
});

async function begin(): Promise<{ popup: Page; userCode: string }> {
	const popup = await play.stage.openPopup();
	await press(popup, "Sign in on another device");
	const shown = await popup.waitForSelector(".device-code");
	return { popup, userCode: (await shown?.evaluate((element) => element.textContent)) ?? "" };
}

/** What the person does on the other device: the same pages, without this browser. */
async function answerElsewhere(userCode: string, decision: "allow" | "deny"): Promise<string> {
	const answer = await play.server.handle(
		new Request("https://oauth.yandex.ru/device", {
			method: "POST",
			headers: { cookie: play.server.signIn(ADA.id) },
			body: new URLSearchParams({ user_code: userCode, decision }),
		}),
	);
	return answer.text();
}

describe("signing in on another device", () => {
	it("is not offered to an app without a secret", async () => {
		await saveClient(play.stage, { clientSecret: null });
		const popup = await play.stage.openPopup();
		await byText(popup, "Sign in").wait();
		expect(await namesOf(popup, "button")).not.toContain("Sign in on another device");
	});

	it("ends with the account here, once it is confirmed there", async () => {
		const { popup, userCode } = await begin();
		expect(await popup.$eval(".device-address a", (link) => link.getAttribute("href"))).toBe(
			"https://oauth.yandex.ru/device",
		);
		await play.server.whenRequested({ path: "/token" });
		expect(await answerElsewhere(userCode, "allow")).toContain("Done");
		await byText(popup, ADA.displayName).wait();
		const polls = play.server.requestsTo("/token");
		expect(polls.at(0)).toMatchObject({ status: 400 });
		expect(polls.at(-1)).toMatchObject({ status: 200, params: { grant_type: "device_code" } });
	});

	it("ends with a word about it when it is denied there", async () => {
		const { popup, userCode } = await begin();
		await answerElsewhere(userCode, "deny");
		await byText(popup, "Access was denied").wait();
		expect(play.server.tokens()).toHaveLength(0);
	});

	it("stops asking the server when the person cancels", async () => {
		const { popup } = await begin();
		await press(popup, "Cancel");
		await popup.waitForFunction(() => document.querySelector(".device-code") === null);
		expect(await tell(popup, "overview", {})).toMatchObject({ result: { flow: null, accounts: [] } });
	});
});
