import * as v from "valibot";
import type { Browser } from "webextension-polyfill";
import type { Session } from "../broker/effects.ts";

/** `storage.session`: in memory, gone with the browser, out of reach of pages and content scripts. */
export function createSession({ storage }: Pick<Browser, "storage">): Session {
	return {
		async read(key, shape) {
			const { [key]: value } = await storage.session.get(key);
			const parsed = v.safeParse(shape, value);
			return parsed.success ? parsed.output : undefined;
		},
		write: (key, value) => storage.session.set({ [key]: value }),
		remove: (key) => storage.session.remove(key),
		keys: async () => Object.keys(await storage.session.get(null)),
	};
}

const BROWSER_SESSION = "browser_session";

/** Gives the name of this browser session, made once in it: it stays the same for as long as the background lives. */
export function nameBrowserSession(session: Session, newId: () => string): () => Promise<string> {
	let name: Promise<string> | undefined;
	const find = async () => {
		const known = await session.read(BROWSER_SESSION, v.string());
		const found = known ?? newId();
		if (known === undefined) await session.write(BROWSER_SESSION, found);
		return found;
	};
	return () => {
		name ??= find().catch((thrown: unknown) => {
			name = undefined;
			throw thrown;
		});
		return name;
	};
}
