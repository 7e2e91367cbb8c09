import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Served, serve } from "./harness/hosts.ts";
import { openFirefox } from "./harness/open.ts";
import { site } from "./harness/sites.ts";
import type { Stage } from "./harness/stage.ts";

describe("Firefox with the extension as it ships", () => {
	let world: Served;
	let stage: Stage;

	beforeAll(async () => {
		world = await serve({ "https://shop.example": site() });
		stage = await openFirefox({ hosts: world.hosts });
	});

	afterAll(async () => {
		await stage.close();
		await world[Symbol.asyncDispose]();
	});

	it("reaches no host but those of the test", async () => {
		await expect(stage.open("https://elsewhere.example/")).rejects.toThrow();
		expect(world.requests).toEqual([]);
	});

	it("leaves pages alone that the person has not connected", async () => {
		const page = await stage.open("https://shop.example/");
		expect(await page.evaluate(() => document.documentElement.outerHTML)).toContain("<h1>A site</h1>");
	});

	it("opens the popup's page", async () => {
		const popup = await stage.openPopup();
		expect(await popup.evaluate(() => [innerWidth, location.protocol])).toEqual([360, "moz-extension:"]);
	});
});
