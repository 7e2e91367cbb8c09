import { describe, expect, it } from "vitest";
import { callerOf, isOwnPage, type RelayWord, type Sender } from "../../src/background/caller.ts";
import { PassportError } from "../../src/contract/errors.ts";

/** security.md 1–8: who asks is what the browser says. */

const OWN = "abcdefghijklmnopabcdefghijklmnop";
const ORIGIN = `chrome-extension://${OWN}`;

const PAGE: Sender = {
	origin: "https://shop.example",
	url: "https://shop.example/cart",
	frameId: 0,
	documentId: "D1",
	documentLifecycle: "active",
	tab: { id: 7, url: "https://shop.example/cart" },
};
const RELAY: RelayWord = { document: "relay-document", active: true };

function refusalOf(sender: Sender, relay?: RelayWord): string {
	try {
		return `heard as ${callerOf(sender, OWN, relay).site}`;
	} catch (thrown) {
		return thrown instanceof PassportError ? thrown.code : "another error";
	}
}

const frame = (origin: string, url: string, tabUrl?: string): Sender => ({
	...PAGE,
	origin,
	url,
	frameId: 3,
	tab: { id: 7, ...(tabUrl === undefined ? {} : { url: tabUrl }) },
});

describe("refused", () => {
	it.each<[string, Sender, string]>([
		["1. a sandboxed document, whose url looks allowed", { ...PAGE, origin: "null" }, "origin_refused"],
		[
			"1. a sandboxed frame of an allowed site",
			frame("null", "https://shop.example/", "https://shop.example/"),
			"origin_refused",
		],
		[
			"2. a frame without an origin, whatever its url",
			{ ...PAGE, origin: undefined } as unknown as Sender,
			"origin_refused",
		],
		[
			"2. about:srcdoc under another site",
			frame("https://shop.example", "about:srcdoc", "https://news.example/"),
			"origin_refused",
		],
		["2. a blob: origin", { ...PAGE, origin: "blob:https://shop.example" }, "origin_refused"],
		[
			"3. a frame inside another site",
			frame("https://shop.example", "https://shop.example/", "https://news.example/"),
			"origin_refused",
		],
		[
			"3. a frame inside the same host on another port",
			frame("https://shop.example", "https://shop.example/", "https://shop.example:8443/"),
			"origin_refused",
		],
		[
			"3. a frame inside the insecure twin",
			frame("https://shop.example", "https://shop.example/", "http://shop.example/"),
			"origin_refused",
		],
		[
			"3. a frame in a tab that is not known",
			frame("https://shop.example", "https://shop.example/"),
			"origin_refused",
		],
		[
			"3. a document outside any tab",
			{ origin: "https://shop.example", url: "https://shop.example/" },
			"origin_refused",
		],
		[
			"3. a frame in an extension's page",
			frame("https://shop.example", "https://shop.example/", `${ORIGIN}/x.html`),
			"origin_refused",
		],
		["4. a prerendered page", { ...PAGE, documentLifecycle: "prerender" }, "page_not_active"],
		["4. a page in the back/forward cache", { ...PAGE, documentLifecycle: "cached" }, "page_not_active"],
		[
			"4. a page that is being taken down",
			{ ...PAGE, documentLifecycle: "pending_deletion" },
			"page_not_active",
		],
		["5. http:", { ...PAGE, origin: "http://shop.example" }, "origin_refused"],
		["5. file:", { ...PAGE, origin: "file://" }, "origin_refused"],
		[
			"5. a prerendered page of an insecure site, as insecure",
			{ ...PAGE, origin: "http://shop.example", documentLifecycle: "prerender" },
			"origin_refused",
		],
		["5. data:", { ...PAGE, origin: "data:text/html,x" }, "origin_refused"],
		["6. an origin with a path", { ...PAGE, origin: "https://shop.example/" }, "origin_refused"],
		["6. an origin in capitals", { ...PAGE, origin: "https://SHOP.example" }, "origin_refused"],
		[
			"6. an origin with its ordinary port",
			{ ...PAGE, origin: "https://shop.example:443" },
			"origin_refused",
		],
		["6. an origin with a user", { ...PAGE, origin: "https://a@shop.example" }, "origin_refused"],
		[
			"6. an origin in letters that punycode would write otherwise",
			{ ...PAGE, origin: "https://аpple.example" },
			"origin_refused",
		],
		["6. an empty origin", { ...PAGE, origin: "" }, "origin_refused"],
		[
			"7. another extension's page",
			{ id: "stranger", origin: "https://shop.example", url: "https://shop.example/", frameId: 0 },
			"origin_refused",
		],
		["7. another extension's worker", { id: "stranger" }, "origin_refused"],
		[
			"7. another extension's content script in an allowed page",
			{ ...PAGE, id: "stranger" },
			"origin_refused",
		],
		["8. this extension itself, without a relay's word", { ...PAGE, id: OWN }, "origin_refused"],
		["nobody at all", {}, "origin_refused"],
	])("%s", (_, sender, code) => {
		expect(refusalOf(sender)).toBe(code);
	});

	it.each<[string, Sender, RelayWord, string]>([
		["another extension that speaks like a relay", { ...PAGE, id: "stranger" }, RELAY, "origin_refused"],
		["a page that speaks like a relay", PAGE, RELAY, "origin_refused"],
		[
			"a relay in a page that nobody looks at",
			{ ...PAGE, id: OWN },
			{ ...RELAY, active: false },
			"page_not_active",
		],
		["a relay in a sandboxed frame", { ...PAGE, id: OWN, origin: "null" }, RELAY, "origin_refused"],
		[
			"a relay in a frame inside another site",
			{ ...frame("https://shop.example", "https://shop.example/", "https://news.example/"), id: OWN },
			RELAY,
			"origin_refused",
		],
	])("9. %s", (_, sender, relay, code) => {
		expect(refusalOf(sender, relay)).toBe(code);
	});
});

describe("heard, under the name that the browser gives", () => {
	it.each<[string, Sender, string]>([
		["a page of an https: site", PAGE, "https://shop.example"],
		["a page on this machine", { ...PAGE, origin: "http://localhost:3000" }, "http://localhost:3000"],
		[
			"a page on another port, which is another site",
			{ ...PAGE, origin: "https://shop.example:8443" },
			"https://shop.example:8443",
		],
		[
			"a page with a dot at its end, which is another site",
			{ ...PAGE, origin: "https://shop.example." },
			"https://shop.example.",
		],
		[
			"a page in punycode, as such",
			{ ...PAGE, origin: "https://xn--pple-43d.example" },
			"https://xn--pple-43d.example",
		],
		["a page that claims another url", { ...PAGE, url: "https://bank.example/" }, "https://shop.example"],
		[
			"a frame of the same site",
			frame("https://shop.example", "https://shop.example/", "https://shop.example/cart"),
			"https://shop.example",
		],
		[
			"about:blank of the same site",
			frame("https://shop.example", "about:blank", "https://shop.example/cart"),
			"https://shop.example",
		],
		[
			"a browser that says nothing of lifecycles",
			{ ...PAGE, documentLifecycle: undefined } as unknown as Sender,
			"https://shop.example",
		],
	])("%s", (_, sender, site) => {
		expect(callerOf(sender, OWN)).toMatchObject({ site, tabId: 7 });
	});

	it("each document under a name of its own", () => {
		expect(callerOf(PAGE, OWN).document).toBe("D1");
		const { documentId: _, ...nameless } = PAGE;
		expect(callerOf({ ...nameless, id: OWN }, OWN, RELAY).document).toBe("relay-document");
		expect(callerOf(nameless, OWN).document).toBe("7/0");
	});
});

describe("8. one of the extension's own pages", () => {
	const own: Sender = { id: OWN, url: `${ORIGIN}/src/popup/index.html`, origin: ORIGIN };

	it.each<[string, Sender, boolean]>([
		["the popup", own, true],
		["the popup in a browser that names no origin", { id: OWN, url: `${ORIGIN}/src/popup/index.html` }, true],
		["a web page with the popup's url", { ...own, id: undefined } as unknown as Sender, false],
		[
			"a content script of this extension",
			{ ...own, url: "https://shop.example/", origin: "https://shop.example" },
			false,
		],
		[
			"a content script in a page that names the popup",
			{ ...own, url: `https://shop.example/${ORIGIN}/src/popup/index.html` },
			false,
		],
		["a sandboxed page of the extension", { ...own, origin: "null" }, false],
		["a frame of a site inside the extension", { ...own, origin: "https://shop.example" }, false],
		["another extension's popup", { id: "stranger", url: "chrome-extension://stranger/popup.html" }, false],
		["another extension with this one's url", { ...own, id: "stranger" }, false],
		[
			"a look-alike scheme",
			{ ...own, url: `https://${OWN}/src/popup/index.html`, origin: `https://${OWN}` },
			false,
		],
		["one without a url", { id: OWN }, false],
		["an url that is none", { id: OWN, url: "popup" }, false],
	])("%s: %s", (_, sender, expected) => {
		expect(isOwnPage(sender, OWN, ORIGIN)).toBe(expected);
	});
});
