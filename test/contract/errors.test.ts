import { describe, expect, it } from "vitest";
import {
	fromErrorObject,
	PASSPORT_ERROR_CODES,
	PassportError,
	toErrorObject,
	toPassportError,
} from "../../src/contract/errors.ts";

/** An error and what of it travels (contract, "Errors"). */

const DETAILS = {
	uid: "production:1",
	environment: "production",
	clientId: "app",
	retryAfter: 60,
	oauth: { error: "invalid_grant", error_description: "Code has expired" },
	paymentAuth: { contextId: "c", url: "https://oauth.yandex.ru/payment" },
};

describe("an error as data", () => {
	it("has exactly the contract's fields, and nothing of its cause, its stack or what was hung onto it", () => {
		const error = new PassportError("io_error", "No answer", DETAILS, new Error("marked-cause"));
		const hung = Object.assign(error, { token: "marked-token", headers: { authorization: "marked" } });
		expect(toErrorObject(hung)).toEqual({
			...DETAILS,
			code: "io_error",
			message: "No answer",
			retryable: true,
		});
		expect(JSON.stringify(toErrorObject(hung))).not.toContain("marked");
	});

	it("has no empty fields", () => {
		expect(toErrorObject(new PassportError("consent_denied", "No"))).toEqual({
			code: "consent_denied",
			message: "No",
			retryable: false,
		});
	});

	it("is the same error after its way", () => {
		const object = toErrorObject(new PassportError("too_many_requests", "Wait", DETAILS));
		const error = fromErrorObject(JSON.parse(JSON.stringify(object)));
		expect(error).toBeInstanceOf(PassportError);
		expect(error).toBeInstanceOf(Error);
		expect(error.name).toBe("PassportError");
		expect(toErrorObject(error)).toEqual(object);
	});

	it("may be tried again for the three codes of the contract, and no other", () => {
		const retryable = PASSPORT_ERROR_CODES.filter((code) => new PassportError(code, "").retryable);
		expect(retryable).toEqual(["io_error", "authorization_pending", "too_many_requests"]);
	});
});

describe("whatever was thrown", () => {
	it("is itself, when it is ours", () => {
		const error = new PassportError("scope_invalid", "No");
		expect(toPassportError(error)).toBe(error);
	});

	it.each([
		[new TypeError("marked")],
		[{ code: "io_error", message: "marked", retryable: true }],
		["marked"],
		[undefined],
		[null],
	])("is unknown_error without a word of its own: %j", (thrown) => {
		const object = toErrorObject(toPassportError(thrown));
		expect(object).toMatchObject({ code: "unknown_error", retryable: false });
		expect(JSON.stringify(object)).not.toContain("marked");
	});
});
