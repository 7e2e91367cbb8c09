import type { Page } from "puppeteer";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { CHROMIUM_ID } from "../../../scripts/extension-id.ts";
import { control, saveClient, tell } from "../harness/control.ts";
import { byText, fill, press } from "../harness/find.ts";
import { type Kept, startKept } from "../harness/kept.ts";
import { passServer, share } from "../harness/passport.ts";
import { ADA, APP } from "../harness/play.ts";
import { ask } from "../harness/sites.ts";
import { authorizationPage } from "../harness/stage.ts";

/** How a code comes back from the server: by the browser's redirect, or from the server's verification page. */

let play: Kept;

beforeAll(async () => {
	play = await startKept();
});

afterAll(async () => {
	await play.close();
});

const shopPage = () => play.stage.open("https://shop.example/");
const verificationPage = "/verification_code";

describe("the redirect", () => {
	it("that is not registered is credentials_invalid, and the message names the address to register", async () => {
		await play.fresh({ clients: [{ ...APP, redirectUris: ["https://elsewhere.example/"] }] });
		await saveClient(play.stage);
		const asked = ask(await shopPage(), play.stage.extensionId, "signIn");
		await press(await play.stage.consentWindow(), "Allow");
		const { error } = await asked;
		expect(error?.code).toBe("credentials_invalid");
		expect(error?.["message"]).toContain(`https://${CHROMIUM_ID}.chromiumapp.org/production`);
		expect(play.server.requestsTo("/token")).toHaveLength(0);
	});

	it("is told by the popup too, which shows the address when it is opened again", async () => {
		await play.fresh({ clients: [{ ...APP, redirectUris: ["https://elsewhere.example/"] }] });
		await saveClient(play.stage);
		const popup = await play.stage.openPopup();
		await press(popup, "Sign in");
		const address = `https://${CHROMIUM_ID}.chromiumapp.org/production`;
		await byText(popup, address).wait();
		const again = await play.stage.openPopup();
		await byText(again, address).wait();
	});

	it("is an address of its own for each environment", async () => {
		await play.fresh();
		const { environments } = await control(play.stage, "settings", {});
		const addresses = environments.map(({ redirectUri }) => redirectUri);
		expect(new Set(addresses).size).toBe(environments.length);
		expect(addresses).toContain(`https://${CHROMIUM_ID}.chromiumapp.org/testing`);
	});
});

describe("the verification page", () => {
	const app = { ...APP, kind: "API access" as const, scopes: ["cloud_api:disk.read"] };

	beforeEach(async () => {
		await play.fresh({ clients: [app] });
		await saveClient(play.stage, { wayBack: "verification_page", scopes: ["cloud_api:disk.read"] });
	});

	it("gives the code by its address, in a tab that closes itself", async () => {
		const { result } = await share(play, await shopPage(), ADA);
		expect(result).toMatchObject({ uid: `production:${ADA.id}`, scopes: ["cloud_api:disk.read"] });
		await play.stage.gone(verificationPage);
		const [exchange] = play.server.requestsTo("/token");
		expect(exchange?.param("code_verifier")).toMatch(/^[\w-]{43,}$/);
	});

	it("with a foreign state is state_mismatch, and the code is thrown away", async () => {
		play.server.play("/authorize", () => {
			const location = "https://oauth.yandex.ru/verification_code?code=stolen&state=foreign";
			return new Response(null, { status: 302, headers: { location } });
		});
		const asked = ask(await shopPage(), play.stage.extensionId, "signIn");
		await press(await play.stage.consentWindow(), "Allow");
		expect((await asked).error?.code).toBe("state_mismatch");
		expect(play.server.requestsTo("/token")).toHaveLength(0);
		await play.stage.gone(verificationPage);
	});

	it("that says access_denied is heard as such", async () => {
		const asked = ask(await shopPage(), play.stage.extensionId, "signIn");
		await press(await play.stage.consentWindow(), "Allow");
		await passServer(play, ADA, "Deny");
		expect((await asked).error).toMatchObject({ code: "access_denied" });
	});

	it("whose tab the person closes is user_cancelled", async () => {
		const asked = ask(await shopPage(), play.stage.extensionId, "signIn");
		await press(await play.stage.consentWindow(), "Allow");
		await (await play.stage.authWindow()).close();
		expect((await asked).error?.code).toBe("user_cancelled");
	});

	it("renews nothing silently: a code needs the person there", async () => {
		const page = await shopPage();
		const { result } = await share(play, page, ADA);
		await ask(page, play.stage.extensionId, "dropToken", { value: (result as { value: string }).value });
		const { error } = await ask(page, play.stage.extensionId, "getToken");
		expect(error?.code).toBe("account_not_authorized");
		expect(play.stage.count(authorizationPage)).toBe(0);
	});

	describe("as a person who carries the code over by hand", () => {
		/** Signs in at the server in another tab, as with another browser; what the page there shows is the code. */
		async function codeElsewhere(authorization: Page): Promise<{ code: string; address: string }> {
			const url = new URL(authorization.url());
			const cookie = play.server.signIn(ADA.id);
			const answer = await play.server.handle(
				new Request(url, {
					method: "POST",
					headers: { cookie },
					body: new URLSearchParams({ decision: "allow" }),
				}),
			);
			const address = answer.headers.get("location") ?? "";
			return { code: new URL(address).searchParams.get("code") ?? "", address };
		}

		async function signInWaiting(): Promise<{ popup: Page; code: string; address: string }> {
			const popup = await play.stage.openPopup();
			await press(popup, "Sign in");
			const elsewhere = await codeElsewhere(await play.stage.authWindow());
			await popup.bringToFront();
			await popup.locator("details:not([open]) > summary").click();
			return { popup, ...elsewhere };
		}

		it("the code alone is enough", async () => {
			const { popup, code } = await signInWaiting();
			await fill(popup, "Code", ` ${code} `);
			await press(popup, "Continue");
			await byText(popup, ADA.login).wait();
			await play.stage.gone(authorizationPage);
		});

		it("so is the whole address", async () => {
			const { popup, address } = await signInWaiting();
			await fill(popup, "Code", address);
			await press(popup, "Continue");
			await byText(popup, ADA.login).wait();
		});

		it("an address of another sign-in is refused, and its code not used", async () => {
			const { popup, address } = await signInWaiting();
			const foreign = new URL(address);
			foreign.searchParams.set("state", "foreign");
			await fill(popup, "Code", foreign.href);
			await press(popup, "Continue");
			await byText(popup, "did not belong to this sign-in").wait();
			expect(play.server.requestsTo("/token")).toHaveLength(0);
		});

		it("a code for nobody is refused", async () => {
			const popup = await play.stage.openPopup();
			expect(await tell(popup, "enterCode", { text: "1234567" })).toMatchObject({
				error: { code: "invalid_request" },
			});
		});
	});
});
