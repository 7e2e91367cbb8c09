import { describe, expect, it } from "vitest";
import { answerOwnPage, answerPage, isControlMessage } from "../../src/background/channel.ts";
import { PassportError } from "../../src/contract/errors.ts";

const CALLER = { site: "https://shop.example", document: "D1", tabId: 7 };
const known = () => CALLER;
const stranger = () => {
	throw new PassportError("origin_refused", "Only web pages may ask.");
};
const nothing = async () => ({});
const hello = { passport: 1, method: "hello", id: "one" };

describe("what a page hears", () => {
	it("is the answer, under the id of its request", async () => {
		const reply = await answerPage(hello, known, async (caller, request) => ({ caller, request }));
		expect(reply).toEqual({
			passport: 1,
			id: "one",
			result: { caller: CALLER, request: { id: "one", method: "hello", params: {} } },
		});
	});

	it("says who it is before its message is read: a stranger hears nothing of its form", async () => {
		const reply = await answerPage({ id: "one", method: "steal" }, stranger, nothing);
		expect(reply).toEqual({
			passport: 1,
			id: "one",
			error: { code: "origin_refused", message: "Only web pages may ask.", retryable: false },
		});
	});

	it.each([undefined, null, 7, "hello", [], {}, { passport: 1 }, { control: 1, method: "overview" }])(
		"is a refusal, to %j",
		async (message) => {
			const answers: unknown[] = [];
			const reply = await answerPage(message, known, async (...asked) => {
				answers.push(asked);
				return {};
			});
			expect(reply).toMatchObject({ passport: 1, error: { code: "invalid_request" } });
			expect(answers).toEqual([]);
		},
	);

	it("is nothing of an error's cause, stack or words that are not ours", async () => {
		const fails = async () => {
			throw new TypeError("marked-secret", { cause: "marked-cause" });
		};
		const reply = await answerPage(hello, known, fails);
		expect(reply).toMatchObject({ error: { code: "unknown_error", retryable: false } });
		expect(JSON.stringify(reply)).not.toContain("marked");
	});

	it("is of our own errors what the contract lists, and no more", async () => {
		const error = new PassportError(
			"io_error",
			"No network.",
			{ environment: "production" },
			new Error("marked"),
		);
		const reply = await answerPage(hello, known, () =>
			Promise.reject(Object.assign(error, { extra: "marked" })),
		);
		expect(reply).toEqual({
			passport: 1,
			id: "one",
			error: { code: "io_error", message: "No network.", retryable: true, environment: "production" },
		});
	});
});

describe("what an own page hears", () => {
	it.each([
		[{ control: 1, method: "overview", params: {} }, true],
		[{ control: 1, method: "overview" }, true],
		[{ control: 2, method: "overview", params: {} }, false],
		[{ control: 1, method: 7 }, false],
		[{ control: 1, method: "overview", params: {}, site: "x" }, false],
		[{ passport: 1, method: "hello" }, false],
		[null, false],
		["control", false],
	])("%j is a control message: %s", (message, expected) => {
		expect(isControlMessage(message)).toBe(expected);
	});

	it("is a result or an error, and never a throw", async () => {
		const message = { control: 1, method: "overview", params: { a: 1 } };
		expect(await answerOwnPage(message, async (method, params) => ({ method, params }))).toEqual({
			result: { method: "overview", params: { a: 1 } },
		});
		const fails = () => Promise.reject(new Error("marked-secret"));
		expect(JSON.stringify(await answerOwnPage(message, fails))).not.toContain("marked");
		expect(await answerOwnPage("garbage", fails)).toMatchObject({ error: { code: "unknown_error" } });
	});
});
