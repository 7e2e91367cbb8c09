import * as v from "valibot";
import type { Browser } from "webextension-polyfill";
import type { Session, SiteReach } from "../broker/effects.ts";
import { isLoopback } from "../contract/loopback.ts";

const RELAY = "src/relay/index.js";
const EVERYWHERE = "https://*/*";
const WISHES = "relay wishes";
const CONNECTED = "relay sites";

const Patterns = v.array(v.string());

/** What the browser's news of permissions is told to. */
export interface RelayReach extends SiteReach {
	/** The person gave a permission, perhaps after the popup that asked for it was closed. */
	permissionAdded(): Promise<void>;
	/** The extension was updated: Firefox has forgotten the registered scripts. */
	restore(): Promise<void>;
}

/**
 * Which sites can reach the extension. In Chromium every one can (`externally_connectable`); in Firefox those where
 * the relay runs: loopback by the manifest, others when the person wished it and gave the browser's permission.
 * `exclusive` runs a task alone among all of its name: wish and permission come at the same moment.
 */
export function createSiteReach(
	browser: Pick<Browser, "runtime" | "permissions" | "scripting" | "storage" | "tabs">,
	session: Session,
	exclusive: <T>(name: string, task: () => Promise<T>) => Promise<T>,
): RelayReach {
	const { runtime, permissions, scripting, storage, tabs } = browser;
	if ("externally_connectable" in runtime.getManifest()) return everySite;

	const granted = (pattern: string) => permissions.contains({ origins: [pattern] });
	const connected = async (): Promise<string[]> => {
		const { [CONNECTED]: patterns } = await storage.local.get(CONNECTED);
		return v.is(Patterns, patterns) ? patterns : [];
	};
	const keepConnected = (patterns: string[]) => storage.local.set({ [CONNECTED]: [...new Set(patterns)] });
	const wishes = async () => (await session.read(WISHES, Patterns)) ?? [];
	const inTurn = (task: () => Promise<void>) => exclusive("site reach", task);

	async function registered(pattern: string): Promise<boolean> {
		const scripts = await scripting.getRegisteredContentScripts({ ids: [nameOf(pattern)] });
		return scripts.length > 0 && (await granted(pattern));
	}

	async function register(pattern: string): Promise<void> {
		const id = nameOf(pattern);
		await scripting.unregisterContentScripts({ ids: [id] }).catch(() => undefined);
		const script = { id, matches: [pattern], js: [RELAY], allFrames: true, runAt: "document_start" as const };
		await scripting.registerContentScripts([{ ...script, persistAcrossSessions: true }]);
		await keepConnected([...(await connected()), pattern]);
		// A page that is stuck must not hold up the others.
		injectNow(pattern).catch(() => undefined);
	}

	// A page that is open already must not need a reload.
	async function injectNow(pattern: string): Promise<void> {
		const open = await tabs.query({ url: pattern });
		const inject = async ({ id: tabId }: { id?: number }) => {
			if (tabId !== undefined)
				await scripting.executeScript({ target: { tabId, allFrames: true }, files: [RELAY] });
		};
		await Promise.allSettled(open.map(inject));
	}

	/** The wish outlives the popup, which the browser's question may close; the permission then fulfils it. */
	async function wish(pattern: string): Promise<void> {
		if (await granted(pattern)) return register(pattern);
		await session.write(WISHES, [...(await wishes()), pattern]);
		// It may have come since it was asked for.
		await fulfil();
	}

	async function fulfil(): Promise<void> {
		const open: string[] = [];
		for (const pattern of await wishes()) {
			if (await granted(pattern)) await register(pattern);
			else open.push(pattern);
		}
		await session.write(WISHES, open);
	}

	async function leaveEverywhere(): Promise<void> {
		await scripting.unregisterContentScripts({ ids: [nameOf(EVERYWHERE)] }).catch(() => undefined);
		await keepConnected((await connected()).filter((pattern) => pattern !== EVERYWHERE));
		await permissions.remove({ origins: [EVERYWHERE] });
	}

	return {
		isReachable: async (site) =>
			hasOwnRelay(new URL(site)) || (await registered(patternOf(site))) || (await registered(EVERYWHERE)),
		connect: (site) => inTurn(() => wish(patternOf(site))),
		connectEverywhere: (on) => inTurn(() => (on ? wish(EVERYWHERE) : leaveEverywhere())),
		view: async () => ({ everywhere: await registered(EVERYWHERE) }),
		permissionAdded: () => inTurn(fulfil),
		restore: () =>
			inTurn(async () => {
				// One that the browser refuses must not cost the others theirs.
				for (const pattern of await connected())
					if (await granted(pattern)) await register(pattern).catch(() => undefined);
			}),
	};
}

const everySite: RelayReach = {
	isReachable: () => Promise.resolve(true),
	connect: () => Promise.resolve(),
	connectEverywhere: () => Promise.resolve(),
	view: () => Promise.resolve({}),
	permissionAdded: () => Promise.resolve(),
	restore: () => Promise.resolve(),
};

function nameOf(pattern: string): string {
	return `relay ${pattern}`;
}

/** Whether the manifest puts the relay there: on this machine's plain `http:` sites. */
function hasOwnRelay(url: URL): boolean {
	return url.protocol === "http:" && isLoopback(url);
}

/** Match patterns know no ports. */
function patternOf(site: string): string {
	const { protocol, hostname } = new URL(site);
	return `${protocol}//${hostname}/*`;
}
