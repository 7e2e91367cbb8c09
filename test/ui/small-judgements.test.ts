import { describe, expect, it } from "vitest";
import { fullNameOf } from "../../src/popup/full-name.ts";
import { shortAddress } from "../../src/popup/short-address.ts";
import { siteOf } from "../../src/popup/site-of.ts";
import { environmentTitle } from "../../src/ui/environments.ts";
import { hostPatterns } from "../../src/ui/host-patterns.ts";
import { initialsOf } from "../../src/ui/initials.ts";
import { meaningOf } from "../../src/ui/rights.ts";

describe("the site in front of the person", () => {
	it.each([
		undefined,
		"",
		"nonsense",
		"http://shop.example/",
		"chrome://extensions",
		"chrome-extension://abc/src/popup/index.html",
		"file:///etc/hosts",
		"about:blank",
		"data:text/html,x",
	])("is none where %s is shown", (address) => {
		expect(siteOf(address)).toBeUndefined();
	});

	it.each([
		["https://shop.example/a?b#c", "https://shop.example"],
		["https://shop.example:8443/", "https://shop.example:8443"],
		["http://localhost:8080/", "http://localhost:8080"],
		["https://яндекс.рф/", "https://xn--d1acpjx3f.xn--p1ai"],
	])("of %s is %s", (address, site) => {
		expect(siteOf(address)).toBe(site);
	});
});

describe("an address in the popup", () => {
	it.each([
		["https://shop.example:8443", "shop.example:8443"],
		["http://localhost:8080", "http://localhost:8080"],
	])("%s is shown as %s", (address, shown) => {
		expect(shortAddress(address)).toBe(shown);
	});
});

describe("the hosts to ask the browser for", () => {
	it("are none for what is on this machine, and for what is no address", () => {
		expect(hostPatterns(["http://localhost:1/token", "http://127.0.0.1/", "nonsense", ""])).toEqual([]);
	});

	it("are each asked for once, without the port that Firefox refuses in a pattern", () => {
		const addresses = ["https://id.example:8443/token", "https://id.example/info", "https://api.example/"];
		expect(hostPatterns(addresses)).toEqual(["https://id.example/*", "https://api.example/*"]);
	});
});

describe("the letters that stand for a person", () => {
	it.each([
		["", "?"],
		["  ", "?"],
		["🙂", "?"],
		["Ada", "A"],
		["ada lovelace", "AL"],
		["Иван Сергеевич Тургенев", "ИТ"],
		["(Grace) Hopper", "GH"],
		["42 x", "4X"],
	])("of %j are %s", (name, initials) => {
		expect(initialsOf(name)).toBe(initials);
	});
});

describe("the name that tells an account from the others", () => {
	const ada = { uid: "a:1", environment: "a", displayName: "Ada", login: "ada", isAuthorized: true };
	const { login: _, ...twin } = { ...ada, uid: "a:2" };

	it("is the display name, when no other has it", () => {
		expect(fullNameOf(ada, [ada])).toBe("Ada");
	});

	it("has the login or the uid in it, when another has the same", () => {
		expect(fullNameOf(ada, [ada, twin])).toBe("Ada (ada)");
		expect(fullNameOf(twin, [ada, twin])).toBe("Ada (a:2)");
	});
});

describe("what a right means", () => {
	it.each(["shop:points", "", "constructor", "__proto__", "LOGIN:INFO"])("is not known of %j", (scope) => {
		expect(meaningOf(scope)).toBeUndefined();
	});

	it("is known of Yandex's own", () => {
		expect(meaningOf("login:email")).toBe("right_login_email");
	});
});

describe("the title of an environment", () => {
	const t = (key: string) => `word ${key}`;

	it("is the name of one that was added", () => {
		expect(environmentTitle("company-login", { t })).toBe("company-login");
	});

	it("is in words for the presets", () => {
		expect(environmentTitle("production", { t })).toBe("word environment_production");
	});
});
