import { describe, expect, it } from "vitest";
import { CHROMIUM_ID, chromiumId, FIREFOX_ID, firefoxRedirectHost } from "../../scripts/extension-id.ts";
import { manifestFor } from "../../scripts/manifest.ts";

const chrome = manifestFor("chrome", "1.2.3");
const firefox = manifestFor("firefox", "1.2.3");

describe.each([
	["chrome", chrome],
	["firefox", firefox],
])("the manifest of %s", (_browser, manifest) => {
	it("lets no page fetch or frame the extension's files", () => {
		expect(manifest).not.toHaveProperty("web_accessible_resources");
		expect(manifest.content_security_policy.extension_pages).toContain("frame-ancestors 'none'");
	});

	it("allows no code but its own", () => {
		const policy = manifest.content_security_policy.extension_pages;
		expect(policy).toContain("default-src 'none'; script-src 'self';");
		expect(policy).not.toContain("unsafe-");
	});

	it("stays out of private windows", () => {
		expect(manifest.incognito).toBe("not_allowed");
	});

	it("has the version of the package", () => {
		expect(manifest.version).toBe("1.2.3");
	});
});

describe("the manifest of chrome", () => {
	it("lets no other extension in", () => {
		expect(chrome).toHaveProperty("externally_connectable");
		expect(chrome).not.toHaveProperty("externally_connectable.ids");
	});

	it("has a worker, and nothing that is Firefox's", () => {
		expect(chrome.background).toEqual({ service_worker: "src/background/index.ts", type: "module" });
		expect(chrome.permissions).toEqual(["identity", "storage", "activeTab", "webRequest"]);
		expect(chrome).not.toHaveProperty("browser_specific_settings");
		expect(chrome).not.toHaveProperty("content_scripts");
	});
});

describe("the manifest of firefox", () => {
	it("has scripts, and nothing that is Chromium's", () => {
		expect(firefox.background).toEqual({ scripts: ["src/background/index.ts"] });
		expect(firefox.permissions).toEqual(["identity", "storage", "activeTab", "webRequest", "scripting"]);
		expect(firefox).not.toHaveProperty("key");
		expect(firefox).not.toHaveProperty("minimum_chrome_version");
		expect(firefox).not.toHaveProperty("externally_connectable");
	});
});

describe("the ids", () => {
	it("are fixed", () => {
		expect(CHROMIUM_ID).toBe("bhnmaklelajpnabpfeogjgkannhhdnpg");
		expect(FIREFOX_ID).toBe("token-broker@passport.example");
	});

	it("follow from the key and the gecko id as the browsers make them", () => {
		expect(chromiumId("")).toMatch(/^[a-p]{32}$/);
		expect(firefoxRedirectHost(FIREFOX_ID)).toMatch(/^[0-9a-f]{40}\.extensions\.allizom\.org$/);
	});
});
