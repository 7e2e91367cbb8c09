import * as v from "valibot";
import type { Browser, Windows } from "webextension-polyfill";
import type { Session } from "../broker/effects.ts";

/**
 * The window in which `launchWebAuthFlow` shows the server's pages. No browser says which one it is, and none tells the
 * address of a page on a host that is not ours, such as the login page that a server sends people to. So it is the first
 * popup window that comes after the launch; the session keeps its id, for the background may die over it.
 */
const KEY = "auth window";

/** Notes the window of the flow that is launched next; what it returns ends that and forgets the window. */
export function noteWindow({ windows }: Pick<Browser, "windows">, session: Session): () => Promise<void> {
	let noted: Promise<void> | undefined;
	const note = ({ id, type }: Windows.Window) => {
		if (noted === undefined && type === "popup" && id !== undefined)
			noted = session.write(KEY, id).catch(() => undefined);
	};
	windows.onCreated.addListener(note);
	return async () => {
		windows.onCreated.removeListener(note);
		await noted?.then(() => session.remove(KEY));
	};
}

/**
 * Closes windows of flows whose background died or gave up: Chromium would refuse the next flow, in Firefox it would
 * fail at once. They are told by our redirect URI in their address, or as the one that was noted; another site's own
 * sign-in window is left alone, and so is our consent window.
 */
export async function closeLeftovers(
	{ windows, identity, runtime }: Pick<Browser, "windows" | "identity" | "runtime">,
	session: Session,
): Promise<void> {
	const noted = await session.read(KEY, v.number());
	const [own, back] = [runtime.getURL(""), identity.getRedirectURL()];
	const isOwn = ({ url }: { url?: string }) => url?.startsWith(own) === true;
	const comesBack = ({ url }: { url?: string }) =>
		url !== undefined && URL.parse(url)?.searchParams.get("redirect_uri")?.startsWith(back) === true;
	for (const { id, tabs = [] } of await windows.getAll({ populate: true, windowTypes: ["popup"] })) {
		if (id !== undefined && (tabs.some(comesBack) || (id === noted && !tabs.some(isOwn))))
			await windows.remove(id).catch(() => undefined);
	}
	if (noted !== undefined) await session.remove(KEY);
}
