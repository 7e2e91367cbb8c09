import type { Page } from "puppeteer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { EnvironmentView } from "../../../src/contract/control.ts";
import type { Environment, SettingsFile } from "../../../src/contract/settings.ts";
import { ada, client, consent, environment, settings } from "../../ui/gallery/fixtures.ts";
import type { OpenGallery } from "../../ui/gallery/open.ts";
import { byRole, byText, choose, fill, namesOf, press } from "../harness/find.ts";
import {
	answerOtherwise,
	askedOf,
	change,
	done,
	elapse,
	focused,
	openGallery,
	refusePermission,
	waitForAsked,
} from "./gallery.ts";

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
		await press(page, "Hide");
		expect(await page.content()).not.toContain(token.value);
		await press(page, "Show");
		await elapse(page);
		await byText(page, "The token is gone from this page.").wait();
		expect(await page.content()).not.toContain(token.value);
	});
});

/** A server as it is found or stored. */
function withoutView(view: EnvironmentView): Environment {
	const { preset: _, changed: __, redirectUri: ___, ...found } = view;
	return found;
}

describe("own servers", () => {
	async function openForm(): Promise<Page> {
		const page = await gallery.show("options-empty");
		await byText(page, "Add or change a server").click();
		return page;
	}

	it("are found by their issuer, for which the browser is asked first", async () => {
		const page = await openForm();
		await change(page, { discoverEnvironment: withoutView(environment("found")) });
		await fill(page, "Name of the server", "company");
		await fill(page, "Issuer", "https://id.example");
		await press(page, "Find the addresses");
		await byText(page, "The addresses are filled in.").wait();
		expect(await done(page)).toEqual(["request https://id.example/*"]);
		expect(await written(page, "Token endpoint")).toBe("https://oauth.yandex.ru/token");
		await press(page, "Save server");
		expect(await waitForAsked(page, "saveEnvironment")).toMatchObject({ name: "company" });
	});

	it("are found whatever name is typed, which stays", async () => {
		const page = await openForm();
		await change(page, { discoverEnvironment: withoutView(environment("found")) });
		await fill(page, "Name of the server", "My Server");
		await fill(page, "Issuer", "http://localhost:9000");
		await press(page, "Find the addresses");
		await byText(page, "The addresses are filled in.").wait();
		expect(await waitForAsked(page, "discoverEnvironment")).toEqual({
			name: "found",
			issuer: "http://localhost:9000",
		});
		expect(await written(page, "Name of the server")).toBe("My Server");
	});

	it.each(["not a url", "http://id.example"])(
		"are not looked for at %s: it is said at the field",
		async (issuer) => {
			const page = await openForm();
			await fill(page, "Issuer", issuer);
			await press(page, "Find the addresses");
			await byText(page, "A whole address: https:, or http: on this machine.").wait();
			expect(await focusedLabel(page)).toBe("Issuer");
			expect(await done(page)).toEqual([]);
			expect(await askedOf(page, "discoverEnvironment")).toEqual([]);
		},
	);

	it("forget at each press what the one before came to", async () => {
		const page = await openForm();
		const invalid = () => page.$$eval("[aria-invalid]", (boxes) => boxes.length);
		await change(page, { discoverEnvironment: withoutView(environment("found")) });
		await fill(page, "Issuer", "https://id.example");
		await press(page, "Save server");
		await byText(page, "This address is needed.").wait();
		await press(page, "Find the addresses");
		await byText(page, "The addresses are filled in.").wait();
		expect(await invalid()).toBe(0);
		await press(page, "Save server");
		await byText(page, "Small Latin letters, digits and hyphens, up to 32.").wait();
		expect(await page.evaluate(() => document.body.innerText)).not.toContain("The addresses are filled in.");
		await fill(page, "Name of the server", "company");
		await press(page, "Save server");
		await byText(page, "The server is saved.").wait();
		await press(page, "Save server");
		await byText(page, "This address is needed.").wait();
		expect(await page.evaluate(() => document.body.innerText)).not.toContain("The server is saved.");
	});

	it("are refused with an insecure address, at its field", async () => {
		const page = await openForm();
		await fill(page, "Name of the server", "company");
		await fill(page, "Authorization endpoint", "http://id.example/authorize");
		await press(page, "Save server");
		await byText(page, "A whole address: https:, or http: on this machine.").wait();
		expect(await focusedLabel(page)).toBe("Authorization endpoint");
		expect(await askedOf(page, "saveEnvironment")).toEqual([]);
	});

	it("have even what is folded away unfolded when it is wrong", async () => {
		const page = await openForm();
		await change(page, { discoverEnvironment: withoutView(environment("found")) });
		await fill(page, "Issuer", "http://localhost:9000");
		await press(page, "Find the addresses");
		await byText(page, "The addresses are filled in.").wait();
		await fill(page, "Name of the server", "company");
		await byText(page, "Names of the user info fields").click();
		await fill(page, "Field with the ID", " ");
		await byText(page, "Names of the user info fields").click();
		await press(page, "Save server");
		await byText(page, "Latin letters, digits, dots, hyphens and underscores").wait();
		expect(await focusedLabel(page)).toBe("Field with the ID");
	});
});

it("a background that does not answer can be asked again", async () => {
	const page = await gallery.show("options-background-fails");
	await answerOtherwise(page, { failures: {}, settings: settings() });
	await press(page, "Try again");
	await byRole(page, "combobox", "Environment").wait();
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

describe("a settings file", () => {
	const moved = withoutView(environment("production", { token_endpoint: "https://evil.example/token" }));
	const mine = withoutView(environment("mine"));
	const file: SettingsFile = {
		tokenBrokerSettings: 1,
		environments: [moved, mine],
		clients: [],
		language: "auto",
	};

	/** As the browser does when a file was chosen in its own window. */
	async function chooseFile(page: Page, text: string): Promise<void> {
		await byRole(page, "button", "Choose a settings file…").wait();
		await page.$eval(
			"input[type=file]",
			(box, content) => {
				if (!(box instanceof HTMLInputElement)) throw new TypeError("no box for a file");
				const chosen = new DataTransfer();
				chosen.items.add(new File([content], "settings.json"));
				box.files = chosen.files;
				box.dispatchEvent(new Event("change"));
			},
			text,
		);
	}

	it("that is none is refused", async () => {
		const page = await gallery.show("options-empty");
		await chooseFile(page, "{}");
		await byText(page, "This is not a settings file of Token Broker.").wait();
	});

	it("is taken over when its hosts were seen, and the browser was asked for them", async () => {
		const page = await gallery.show("options-empty");
		await chooseFile(page, JSON.stringify(file));
		await byText(page, "Yandex: oauth.yandex.ru, evil.example, login.yandex.ru").wait();
		await byText(page, "mine: oauth.yandex.ru, login.yandex.ru").wait();
		expect(
			await page.$$eval(".file-servers .problem", (all) => all.map(({ textContent }) => textContent)),
		).toEqual([expect.stringContaining("everybody is signed out of the old server")]);
		await press(page, "Import settings");
		await byText(page, "The settings are imported.").wait();
		expect(await waitForAsked(page, "importSettings")).toEqual({ file });
		expect(await done(page)).toEqual([
			"request https://oauth.yandex.ru/* https://evil.example/* https://login.yandex.ru/*",
		]);
	});

	it("is left alone when the browser does not get the permission; it can be tried again", async () => {
		const page = await gallery.show("options-empty");
		await refusePermission(page);
		await chooseFile(page, JSON.stringify(file));
		await press(page, "Import settings");
		await byText(page, "Nothing is imported").wait();
		expect(await askedOf(page, "importSettings")).toEqual([]);
		await byRole(page, "button", "Import settings").wait();
	});
});
