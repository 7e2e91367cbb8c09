import { describe, expect, it } from "vitest";
import { isLoopback, isSecureAddress } from "../../src/contract/loopback.ts";

/** security.md 5; RFC 8252 section 7.3. */
describe("an address may be used", () => {
	it.each([
		["https://shop.example/", true],
		["https://shop.example:8443/", true],
		["http://localhost:3000/", true],
		["http://127.0.0.1/", true],
		["http://[::1]:8080/", true],
		["http://127.1/", true],
		["http://2130706433/", true],
		["http://LOCALHOST/", true],
		["http://shop.example/", false],
		["http://localhost.evil.example/", false],
		["http://127.0.0.1.evil.example/", false],
		["http://localhost.:3000/", false],
		["http://app.localhost/", false],
		["http://127.0.0.2/", false],
		["http://0.0.0.0/", false],
		["http://[::]/", false],
		["http://192.168.0.1/", false],
		["http://localhost@evil.example/", false],
		["ws://localhost/", false],
		["ftp://localhost/", false],
		["file:///etc/hosts", false],
		["data:text/html,x", false],
		["about:blank", false],
		["javascript:alert(1)", false],
		["chrome-extension://abcdefghijklmnop/", false],
	])("%s: %s", (address, expected) => {
		expect(isSecureAddress(new URL(address))).toBe(expected);
	});

	it.each([
		["https://localhost/", true],
		["https://shop.example/", false],
	])("%s is on this machine: %s", (address, expected) => {
		expect(isLoopback(new URL(address))).toBe(expected);
	});
});
