import type { Page } from "puppeteer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ada, client, consent, settings } from "../../ui/gallery/fixtures.ts";
import type { OpenGallery } from "../../ui/gallery/open.ts";
import { byRole, byText, choose, fill, namesOf, press } from "../harness/find.ts";
import { askedOf, change, done, elapse, focused, openGallery, waitForAsked } from "./gallery.ts";

/** The options page, used as people use it, before a background that answers from a table. */

let gallery: OpenGallery;
beforeAll(async () => {
	gallery = await openGallery();
});
afterAll(() => gallery[Symbol.asyncDispose]());

function written(page: Page, name: string): Promise<string> {
	return byRole(page, "textbox", name)
		.map((element) => (element instanceof HTMLInputElement ? element.value : ""))
		.wait();
}

function focusedLabel(page: Page): Promise<string | undefined> {
	return page.evaluate(() =>
		document.activeElement instanceof HTMLInputElement
			? document.activeElement.labels?.[0]?.textContent
			: undefined,
	);
}

describe("the form of an app", () => {
	it("has each of its names once, whether or not there is an app yet", async () => {
		for (const state of ["options-empty", "options-full"]) {
			const page = await gallery.show(state);
			const names = [
				...(await namesOf(page, "textbox")),
				...(await namesOf(page, "combobox")),
				...(await namesOf(page, "button")),
			];
			for (const name of ["Environment", "Client ID", "Client secret", "Scopes", "Optional scopes", "Save"]) {
				expect(names.filter((other) => other === name)).toEqual([name]);
			}
		}
	});

	it("says at the field what is wrong, goes there, asks nothing and loses nothing", async () => {
		const page = await gallery.show("options-empty");
		await fill(page, "Client secret", "s3cret");
		await fill(page, "Scopes", 'login:"info"');
		await press(page, "Save");
		await byText(page, "Paste the ID that the server gave the app.").wait();
		expect(await focusedLabel(page)).toBe("Client ID");
		const invalid = await page.$$eval("[aria-invalid]", (boxes) =>
			boxes.map((box) => {
				const problem = document.getElementById(
					box.getAttribute("aria-describedby")?.split(" ").at(-1) ?? "",
				);
				return problem?.textContent?.slice(0, 24);
			}),
		);
		expect(invalid).toEqual(["Paste the ID that the se", "Rights separated by spac"]);
		expect(await written(page, "Client secret")).toBe("s3cret");
		expect(await askedOf(page, "saveClient")).toEqual([]);
	});

	it("saves what was typed, and says so", async () => {
		const page = await gallery.show("options-empty");
		await choose(page, "Environment", "testing");
		await fill(page, "Client ID", "demo");
		await fill(page, "Client secret", "s3cret");
		await fill(page, "Scopes", "login:info login:email");
		await press(page, "Save");
		expect(await waitForAsked(page, "saveClient")).toEqual({
			environment: "testing",
			clientId: "demo",
			clientSecret: "s3cret",
			scopes: ["login:email", "login:info"],
			optionalScopes: [],
			authentication: "body",
			wayBack: "redirect",
		});
		await byText(page, "Saved").wait();
		expect(await written(page, "Client secret")).toBe("");
	});

	it("keeps what was typed when the background fails, and when another environment is looked at", async () => {
		const page = await gallery.show("options-empty");
		const error = { code: "io_error", message: "No.", retryable: true };
		await change(page, { failures: { saveClient: error } });
		await fill(page, "Client ID", "demo");
		await press(page, "Save");
		await byText(page, "The server cannot be reached.").wait();
		await choose(page, "Environment", "testing");
		expect(await written(page, "Client ID")).toBe("");
		await choose(page, "Environment", "production");
		expect(await written(page, "Client ID")).toBe("demo");
	});

	it("keeps the stored secret, and never shows it", async () => {
		const page = await gallery.show("options-full");
		expect(await written(page, "Client secret")).toBe("");
		await press(page, "Save");
		expect(await waitForAsked(page, "saveClient")).not.toHaveProperty("clientSecret");
	});

	it("removes the stored secret when told", async () => {
		const page = await gallery.show("options-full");
		await press(page, "Remove secret");
		expect(await waitForAsked(page, "saveClient")).toHaveProperty("clientSecret", null);
		await change(page, { settings: settings({ clients: [{ ...client, hasSecret: false }] }) });
		await byText(page, "Public").wait();
	});

	it("hides what is typed as a secret", async () => {
		const page = await gallery.show("options-empty");
		await fill(page, "Client secret", "s3cret");
		const security = await byRole(page, "textbox", "Client secret")
			.map((element) => getComputedStyle(element).getPropertyValue("-webkit-text-security"))
			.wait();
		expect(security).toBe("disc");
	});

	it("has the redirect URI to copy, until the way back is the page with the code", async () => {
		const page = await gallery.show("options-empty");
		const uri = "https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/production";
		await byText(page, uri).wait();
		await press(page, "Copy");
		await byText(page, "Copied").wait();
		expect(await done(page)).toEqual([`copy ${uri}`]);
		await byText(page, "More").click();
		await choose(page, "Way back from the server", "verification_page");
		await byText(page, "no address to register").wait();
	});
});

describe("Try it", () => {
	it("tells what the server said", async () => {
		const page = await gallery.show("options-full");
		const oauth = { error: "invalid_client", error_description: "Wrong client secret" };
		const error = { code: "credentials_invalid", message: "No.", retryable: false, oauth };
		await change(page, { tryClient: { error } });
		await press(page, "Try it");
		await byText(page, "Wrong client secret").wait();
		const message = 'The user info answer has no field "sub". Its fields: id, login.';
		await change(page, { tryClient: { error: { code: "unknown_error", message, retryable: false } } });
		await press(page, "Try it");
		await byText(page, message).wait();
		await change(page, { tryClient: { account: ada, scopes: ["login:info"], expiresAt: null } });
		await press(page, "Try it");
		await byText(page, "The server knows you as Ada Lovelace.").wait();
	});
});

describe("connected sites", () => {
	it("are disconnected at one press, each by itself", async () => {
		const page = await gallery.show("options-full");
		await byRole(page, "region", "Connected sites").wait();
		await press(page, "Disconnect https://shop.example, Ada Lovelace");
		expect(await waitForAsked(page, "disconnect")).toEqual({ site: "https://shop.example", uid: ada.uid });
		await change(page, { sites: { consents: [consent({ site: "https://news.example" })] } });
		await byRole(page, "button", "Disconnect https://news.example, Ada Lovelace").wait();
		expect(await focused(page)).toContain("Disconnecting takes effect at once");
	});
});

describe("a token for developers", () => {
	const token = {
		value: "secret-token-value",
		scheme: "OAuth",
		scopes: ["login:info"],
		expiresAt: null,
		uid: ada.uid,
		clientId: "demo-client",
	};

	it("is hidden until asked for, copied in two ways, and gone after its time", async () => {
		const page = await gallery.show("options-full");
		await change(page, { developerToken: token });
		await fill(page, "Rights of the token", "login:info");
		await press(page, "Get a token");
		expect(await waitForAsked(page, "developerToken")).toEqual({ uid: ada.uid, scopes: ["login:info"] });
		await press(page, "Copy the token");
		await press(page, "Copy as Authorization header");
		expect(await page.content()).not.toContain(token.value);
		expect(await done(page)).toEqual([`copy ${token.value}`, `copy Authorization: OAuth ${token.value}`]);
		await press(page, "Show");
		await byText(page, token.value).wait();
		await elapse(page);
		await byText(page, "The token is gone from this page.").wait();
		expect(await page.content()).not.toContain(token.value);
	});
});

describe("own servers", () => {
	async function openForm(): Promise<Page> {
		const page = await gallery.show("options-empty");
		await byText(page, "Add or change a server").click();
		return page;
	}

	it("are found by their issuer, for which the browser is asked first", async () => {
		const page = await openForm();
		const { preset: _, changed: __, redirectUri: ___, ...found } = settings().environments[0] ?? {};
		await change(page, { discoverEnvironment: { ...found, name: "company" } });
		await fill(page, "Name of the server", "company");
		await fill(page, "Issuer", "https://id.example");
		await press(page, "Find the addresses");
		await byText(page, "The addresses are filled in.").wait();
		expect(await done(page)).toEqual(["request https://id.example/*"]);
		expect(await written(page, "Token endpoint")).toBe("https://oauth.yandex.ru/token");
		await press(page, "Save server");
		expect(await waitForAsked(page, "saveEnvironment")).toMatchObject({ name: "company" });
	});

	it("are refused with an insecure address, at its field", async () => {
		const page = await openForm();
		await fill(page, "Name of the server", "company");
		await fill(page, "Authorization endpoint", "http://id.example/authorize");
		await press(page, "Save server");
		await byText(page, "A whole address that begins with https://").wait();
		expect(await focusedLabel(page)).toBe("Authorization endpoint");
		expect(await askedOf(page, "saveEnvironment")).toEqual([]);
	});
});

describe("the language", () => {
	it("changes the page that stands there", async () => {
		const page = await gallery.show("options-empty");
		await choose(page, "Language of these pages", "ru");
		expect(await waitForAsked(page, "setLanguage")).toEqual({ language: "ru" });
		await change(page, { settings: settings({ language: "ru" }) });
		await byRole(page, "button", "Сохранить").wait();
		expect(await page.evaluate(() => document.documentElement.lang)).toBe("ru");
	});
});

it("settings are exported without secrets, unless the person wants them", async () => {
	const page = await gallery.show("options-empty");
	await press(page, "Export settings");
	expect(await waitForAsked(page, "exportSettings")).toEqual({ secrets: false });
	await press(page, "With the client secrets: whoever has the file can use them", "checkbox");
	await press(page, "Export settings");
	await waitForAsked(page, "exportSettings", 2);
	expect(await askedOf(page, "exportSettings")).toEqual([{ secrets: false }, { secrets: true }]);
});
