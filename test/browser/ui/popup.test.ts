import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ada, flow, ivan, overview } from "../../ui/gallery/fixtures.ts";
import type { OpenGallery } from "../../ui/gallery/open.ts";
import { byRole, byText, choose, fill, namesOf, press } from "../harness/find.ts";
import { answerOtherwise, askedOf, change, done, focused, openGallery, waitForAsked } from "./gallery.ts";

/** The popup, used as people use it, before a background that answers from a table. */

let gallery: OpenGallery;
beforeAll(async () => {
	gallery = await openGallery();
});
afterAll(() => gallery[Symbol.asyncDispose]());

describe("signing in", () => {
	it("cannot be tried before there is an app: the way leads to the options", async () => {
		const page = await gallery.show("popup-no-app");
		expect(await namesOf(page, "button")).toEqual(["Options", "Set up an app"]);
		await press(page, "Set up an app");
		expect(await done(page)).toEqual(["open options"]);
	});

	it("is one press where there is one app", async () => {
		const page = await gallery.show("popup-nobody");
		await press(page, "Sign in");
		expect(await waitForAsked(page, "signIn")).toEqual({ environment: "production" });
	});

	it("goes to the chosen environment where there are several", async () => {
		const page = await gallery.show("popup-many");
		await choose(page, "Environment", "company-login");
		await press(page, "Sign in");
		expect(await waitForAsked(page, "signIn")).toEqual({ environment: "company-login" });
	});

	it("on another device is offered to a confidential client alone", async () => {
		const page = await gallery.show("popup-many");
		await choose(page, "Environment", "company-login");
		expect(await namesOf(page, "button")).not.toContain("Sign in on another device");
		await choose(page, "Environment", "production");
		await press(page, "Sign in on another device");
		expect(await waitForAsked(page, "signIn")).toEqual({ environment: "production", deviceFlow: true });
	});

	it("again is as the account that needs it", async () => {
		const page = await gallery.show("popup-expired");
		await press(page, "Sign in again as Ada Lovelace");
		expect(await waitForAsked(page, "signIn")).toEqual({ environment: "production", uid: ada.uid });
	});
});

it("a background that does not answer can be asked again", async () => {
	const page = await gallery.show("popup-background-fails");
	await byText(page, "Token Broker cannot show anything at the moment.").wait();
	await answerOtherwise(page, { failures: {}, overview: overview() });
	await press(page, "Try again");
	await byRole(page, "button", "Sign out Ada Lovelace").wait();
});

describe("a flow under way", () => {
	it("cannot be doubled", async () => {
		const page = await gallery.show("popup-flow");
		await press(page, "Sign in");
		await press(page, "Cancel");
		await waitForAsked(page, "cancelFlow");
		expect(await askedOf(page, "signIn")).toEqual([]);
	});

	it("takes the code that the person pastes", async () => {
		const page = await gallery.show("popup-flow-code");
		await byText(page, "Does the window show a code?").click();
		await fill(page, "Code", " abc123 ");
		await press(page, "Continue");
		expect(await waitForAsked(page, "enterCode")).toEqual({ text: "abc123" });
	});

	it("says for which site it is, and ends when told", async () => {
		const page = await gallery.show("popup-flow-code");
		await byText(page, "Signing in to Yandex for shop.example…").wait();
		await press(page, "Cancel");
		await waitForAsked(page, "cancelFlow");
	});

	it("shows the code for the other device, and where to type it", async () => {
		const page = await gallery.show("popup-flow-device");
		await byText(page, "KXF2 9PQM").wait();
		await byRole(page, "link", "ya.ru/device").wait();
	});

	it("appears and ends by itself", async () => {
		const page = await gallery.show("popup-nobody");
		await change(page, { overview: overview({ accounts: [], flow: flow() }) });
		await byText(page, "Signing in to Yandex…").wait();
		await change(page, { overview: overview() });
		await byText(page, "Signed in as Ada Lovelace").setVisibility(null).wait();
		expect(await namesOf(page, "button")).toEqual(["Options", "Sign out Ada Lovelace", "Sign in"]);
	});
});

describe("a sign-in that fails", () => {
	const error = { code: "credentials_not_found", message: "No.", retryable: false };

	it("before there is a flow says why", async () => {
		const page = await gallery.show("popup-nobody");
		await change(page, { failures: { signIn: error } });
		await press(page, "Sign in");
		await byText(page, "No app is set up for this environment.").wait();
	});

	it("within a flow is told by the flow alone, and no more once that is dismissed", async () => {
		const page = await gallery.show("popup-nobody");
		const failed = flow({ state: "failed", error: { ...error, code: "access_denied" } });
		await change(page, { failures: { signIn: error } });
		await press(page, "Sign in");
		await change(page, { overview: overview({ accounts: [], flow: failed }) });
		await byText(page, "Access was denied on the server's page.").wait();
		expect(await page.$$("[role=alert]")).toHaveLength(1);
		await change(page, { overview: overview({ accounts: [] }) });
		await page.waitForFunction(() => document.querySelector("[role=alert]") === null);
	});
});

describe("a failed flow", () => {
	it("shows the server's words as text, whatever stands in them", async () => {
		const page = await gallery.show("popup-server-error");
		await byText(page, "The app <b>demo</b> awaits moderation").wait();
		expect(await page.$("main b")).toBeNull();
	});

	it("says what is to be mended where the code alone does not tell, as text", async () => {
		const page = await gallery.show("popup-app-refused");
		const uri = "https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/production";
		await byText(page, "its settings at the server lack the redirect URI of this extension").wait();
		await byText(page, uri).wait();
		await press(page, "Copy");
		await byText(page, "Copied").wait();
		await press(page, "Open the options");
		expect(await done(page)).toEqual([`copy ${uri}`, "open options"]);
		const message = 'The user info answer has no field "sub". Its fields: <b>id</b>.';
		const error = { code: "unknown_error", message, retryable: false } as const;
		await change(page, { overview: overview({ flow: flow({ state: "failed", error }) }) });
		await byText(page, message).wait();
		await change(page, {
			overview: overview({ flow: flow({ state: "failed", error: { ...error, code: "io_error" } }) }),
		});
		await byText(page, "The server cannot be reached.").wait();
		expect(await page.evaluate(() => document.body.textContent)).not.toContain("The user info answer");
	});

	it("can be tried again or dismissed", async () => {
		const page = await gallery.show("popup-offline");
		await press(page, "Dismiss");
		await waitForAsked(page, "cancelFlow");
		await press(page, "Try again");
		expect(await waitForAsked(page, "signIn")).toEqual({ environment: "production" });
	});
});

describe("signing out", () => {
	it("is one press, without a question; the focus stays with the accounts", async () => {
		const page = await gallery.show("popup-expired");
		await change(page, { signOut: { revocation: "all_revoked" } });
		await press(page, "Sign out Иван Тургенев");
		expect(await waitForAsked(page, "signOut")).toEqual({ uid: ivan.uid });
		await byText(page, "withdrawn at the server too").wait();
		expect(await focused(page)).toBe("h2 Accounts");
	});

	it("says where to withdraw what lives on", async () => {
		const page = await gallery.show("popup-one");
		const address = "https://id.yandex.ru/personal/data-access";
		await change(page, { signOut: { revocation: "some_live_on", address } });
		await press(page, "Sign out Ada Lovelace");
		const link = await byRole(page, "link", "Withdraw it in your account").waitHandle();
		expect(await link.evaluate((element) => element.getAttribute("href"))).toBe(address);
	});

	it("tells two accounts of one name apart", async () => {
		const page = await gallery.show("popup-one");
		await change(page, {
			overview: overview({ accounts: [ada, { ...ada, uid: "production:2", login: "ada2" }] }),
		});
		await byRole(page, "button", "Sign out Ada Lovelace (ada2)").wait();
		await byRole(page, "button", "Sign out Ada Lovelace (ada.lovelace)").wait();
	});
});

describe("the site in front of the person", () => {
	it("is disconnected at one press", async () => {
		const page = await gallery.show("popup-one");
		await press(page, "Disconnect Ada Lovelace");
		expect(await waitForAsked(page, "disconnect")).toEqual({ site: "https://shop.example", uid: ada.uid });
	});

	it("is connected after the browser has given access to it", async () => {
		const page = await gallery.show("popup-unreachable");
		await press(page, "Connect this site");
		expect(await waitForAsked(page, "connectSite")).toEqual({ site: "https://shop.example" });
		expect(await done(page)).toEqual(["request https://shop.example/*"]);
	});
});

it("everything can be reached by keyboard, from top to bottom", async () => {
	const page = await gallery.show("popup-one");
	const reached: string[] = [];
	for (let step = 0; step < 5; step += 1) {
		await page.keyboard.press("Tab");
		reached.push(await focused(page));
	}
	expect(reached).toEqual([
		"button Options",
		"button Disconnect Ada Lovelace",
		"summary What it may do",
		"button Sign out Ada Lovelace",
		"button Sign in",
	]);
});

it("a picture that cannot be loaded gives way to initials", async () => {
	const page = await gallery.show("popup-long-names");
	await page.waitForFunction(() => document.querySelectorAll(".avatar img").length === 0);
	await byText(page, "WE").wait();
});
