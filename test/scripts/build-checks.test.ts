import { describe, expect, it } from "vitest";
import { findOpenings, findPlaces, findSecrets } from "../../scripts/build-checks.ts";

const one = (text: string, path = "a.js") => [{ path, text }];

describe("findSecrets", () => {
	it.each([
		["a client secret", `const s = "${"0123456789abcdef".repeat(2)}";`],
		["a Yandex token", `y0_${"Ag".repeat(20)}`],
		["an old Yandex token", `AQAAAA${"Ag".repeat(20)}`],
		["a private key", `-----BEGIN ${"RSA"} PRIVATE KEY-----`],
		["a signed token", `eyJ${"a".repeat(20)}.eyJ${"b".repeat(20)}.${"c".repeat(20)}`],
	])("finds %s, and does not repeat it", (_what, text) => {
		const found = findSecrets(one(text));
		expect(found).toHaveLength(1);
		expect(found.join()).not.toContain(text);
	});

	it("leaves ordinary code alone", () => {
		expect(findSecrets(one('const client_secret = body.get("client_secret");'))).toEqual([]);
	});
});

describe("findOpenings", () => {
	it.each([
		["no manifest", one("")],
		["files that pages may fetch", one('{"web_accessible_resources":[]}', "manifest.json")],
		["live reload", [...one("{}", "manifest.json"), ...one("import.meta.hot")]],
	])("refuses %s", (_what, files) => {
		expect(findOpenings(files)).toHaveLength(1);
	});

	it("accepts a manifest that opens nothing", () => {
		expect(findOpenings(one('{"manifest_version":3}', "manifest.json"))).toEqual([]);
	});
});

describe("findPlaces", () => {
	it("finds the checkout's own path", () => {
		expect(findPlaces(one("// /home/me/broker/src/a.ts"), "/home/me/broker")).toHaveLength(1);
		expect(findPlaces(one("// src/a.ts"), "/home/me/broker")).toEqual([]);
	});
});
