import { describe, expect, it } from "vitest";
import { type Finding, ours } from "../../scripts/lint-firefox.ts";

const warning = (code: string, file: string): Finding => ({ _type: "warning", code, message: "", file });

describe("ours", () => {
	it.each([
		["an unsafe assignment in our own code", warning("UNSAFE_VAR_ASSIGNMENT", "assets/popup-1.js")],
		["another warning about Preact", warning("DANGEROUS_EVAL", "assets/vendor-preact-1.js")],
		["a finding without a file", { _type: "error", code: "ANY", message: "" }],
	])("keeps %s", (_what, finding) => {
		expect(ours([finding])).toEqual([finding]);
	});

	it("leaves out what Preact can do and nobody here asks of it", () => {
		expect(ours([warning("UNSAFE_VAR_ASSIGNMENT", "assets/vendor-preact-1.js")])).toEqual([]);
	});
});
