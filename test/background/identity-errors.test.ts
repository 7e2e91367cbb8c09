import { describe, expect, it } from "vitest";
import { toFlowError } from "../../src/background/identity-errors.ts";

const redirectUri = "https://extension.example/production";
const error = (words: unknown, lastStatus: number | null = null) =>
	toFlowError(typeof words === "string" ? new Error(words) : words, { redirectUri, lastStatus });

/** The browsers' own words, as measured (Chromium first, Firefox after it). */
const CLOSED = ["The user did not approve access.", "User cancelled or denied access."];
const PAGE_SHOWN = ["User interaction required.", "Requires user interaction"];
const NOT_LOADED = ["Authorization page could not be loaded."];
const BUSY = ["Only one web auth flow is allowed at a time."];

describe("how a flow ends", () => {
	it.each([
		...CLOSED.map((words) => [words, "user_cancelled", false] as const),
		...PAGE_SHOWN.map((words) => [words, "account_not_authorized", false] as const),
		...NOT_LOADED.map((words) => [words, "io_error", true] as const),
		...BUSY.map((words) => [words, "io_error", true] as const),
		["Something nobody has heard of.", "unknown_error", false] as const,
		["", "unknown_error", false] as const,
	])("%j is %s", (words, code, retryable) => {
		expect(error(words)).toMatchObject({ code, retryable });
	});

	it.each([...CLOSED, ...PAGE_SHOWN, ...NOT_LOADED, "Other words."])(
		"%j after an error page is credentials_invalid, and names the redirect URI to register",
		(words) => {
			expect(error(words, 400)).toMatchObject({ code: "credentials_invalid" });
			expect(error(words, 400).message).toContain(redirectUri);
		},
	);

	it.each([200, 302, 500, 503, null])(
		"a last page with status %s says nothing of the credentials",
		(status) => {
			expect(error("The user did not approve access.", status).code).toBe("user_cancelled");
		},
	);

	it.each([["a text"], [undefined], [{ message: "User interaction required." }]])(
		"%j, which is no error, is unknown_error",
		(thrown) => {
			expect(error(thrown).code).toBe("unknown_error");
		},
	);

	it("says none of the browser's words, which may hold an address with a code in it", () => {
		expect(error("Failed at https://x.example/?code=marked").message).not.toContain("marked");
	});
});
