import { saveClient } from "../harness/control.ts";
import { press } from "../harness/find.ts";
import type { World } from "../harness/hosts.ts";
import { type Kept, startKept } from "../harness/kept.ts";
import { ADA, signInWithPopup } from "../harness/play.ts";
import { ask, type Heard } from "../harness/sites.ts";

/** A browser in which Ada is signed in and `https://shop.example` was allowed `login:info`. */
export async function startConnected(more: World = {}): Promise<Kept> {
	const play = await startKept(more);
	await saveClient(play.stage);
	await signInWithPopup(play, ADA);
	await connectShop(play);
	return play;
}

/** The shop asks, and the person allows it. Resolves with the token. */
export async function connectShop({ stage }: Kept, params: object = {}): Promise<string> {
	const shop = await stage.open("https://shop.example/");
	const asked = ask(shop, stage.extensionId, "getToken", { interactive: true, ...params });
	await press(await stage.consentWindow(), "Allow");
	const { result } = await asked;
	await shop.close();
	if (!result) throw new Error("The shop got no token.");
	return tokenIn({ result });
}

/** The token in an answer. */
export function tokenIn({ result }: Heard): string {
	return (result as { value: string } | undefined)?.value ?? "none";
}

/** Closes every tab but one, which a file's tests share. One that closes by itself meanwhile is closed, too. */
export async function closeOthers({ stage }: Kept, kept: { url(): string } | undefined): Promise<void> {
	const pages = await stage.browser.pages();
	await Promise.all(pages.filter((page) => page !== kept).map((page) => page.close().catch(() => undefined)));
}
