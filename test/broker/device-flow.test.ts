import { beforeEach, describe, expect, it } from "vitest";
import { ADA } from "../../sandbox/server/people.ts";
import { hands } from "./hands.ts";
import { createWorld, type World } from "./world.ts";

/** *Sign in on another device* (RFC 8628), with the server's own numbers for everything. */

let world: World;
/** What the broker slept, in seconds, oldest first. */
let slept: number[];

beforeEach(async () => {
	world = await createWorld({ clientSecret: "app-one-secret" });
	slept = [];
	world.effects.sleep = async (seconds) => {
		slept.push(seconds);
		world.clock.now += seconds;
	};
});

const signIn = () => hands(world)("signIn", { environment: "production", deviceFlow: true });

/** On the other device, at the poll with this number. */
function answerAtPoll(poll: number, decision: "allow" | "deny"): void {
	const { sleep } = world.effects;
	world.effects.sleep = async (seconds) => {
		await sleep(seconds);
		if (slept.length !== poll) return;
		const { flow } = await hands(world)("overview", {});
		await world.server.handle(
			new Request("https://oauth.yandex.ru/device", {
				method: "POST",
				headers: { cookie: world.server.signIn(ADA.id) },
				body: new URLSearchParams({ user_code: flow?.device?.user_code ?? "", decision }),
			}),
		);
	};
}

describe("the device flow", () => {
	it("shows the code and where to enter it, and ends with the account", async () => {
		answerAtPoll(3, "allow");
		expect(await signIn()).toEqual({ uid: `production:${ADA.id}` });
		expect(slept).toEqual([5, 5, 5]);
		expect((await hands(world)("overview", {})).flow).toBeNull();
	});

	it("is access_denied when the person says no there", async () => {
		answerAtPoll(1, "deny");
		await expect(signIn()).rejects.toMatchObject({ code: "access_denied" });
		expect(world.server.tokens()).toHaveLength(0);
	});

	it("asks more slowly from then on when the server says slow_down", async () => {
		world.server.playError("/token", "slow_down", { times: 2 });
		answerAtPoll(4, "allow");
		await signIn();
		expect(slept).toEqual([5, 10, 15, 15]);
	});

	it("goes on through a fault of the network", async () => {
		world.server.play("/token", "reset");
		answerAtPoll(2, "allow");
		expect(await signIn()).toEqual({ uid: `production:${ADA.id}` });
	});

	it("is code_invalid when nobody confirmed in time, and asks no longer than the server said", async () => {
		await expect(signIn()).rejects.toMatchObject({ code: "code_invalid" });
		expect(slept.reduce((sum, seconds) => sum + seconds)).toBeLessThanOrEqual(605);
		expect((await hands(world)("overview", {})).flow).toMatchObject({
			state: "failed",
			error: { code: "code_invalid" },
		});
	});

	it("ends when the person cancels, and asks the server no more", async () => {
		const { sleep } = world.effects;
		world.effects.sleep = async (seconds) => {
			await sleep(seconds);
			await hands(world)("cancelFlow", {});
		};
		await expect(signIn()).rejects.toMatchObject({ code: "user_cancelled" });
		expect(world.server.requestsTo("/token")).toHaveLength(0);
	});

	it("is not for a server that has none", async () => {
		const { environments } = await hands(world)("settings", {});
		const [preset] = environments;
		if (!preset) throw new Error("no preset");
		const { device_authorization_endpoint: _, preset: __, changed: ___, redirectUri: ____, ...rest } = preset;
		await hands(world)("saveEnvironment", rest);
		await expect(signIn()).rejects.toMatchObject({ code: "invalid_request" });
	});
});
