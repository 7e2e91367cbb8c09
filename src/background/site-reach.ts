import type { Browser } from "webextension-polyfill";
import type { SiteReach } from "../broker/effects.ts";
import { PassportError } from "../contract/errors.ts";
import { isLoopback } from "../contract/loopback.ts";

const RELAY = "src/relay/index.js";
const EVERYWHERE = "https://*/*";

/**
 * Which sites can reach the extension. In Chromium every one can (`externally_connectable`); in Firefox those where
 * the relay runs: loopback by the manifest, others by a permission that the person gave.
 */
export function createSiteReach(
	browser: Pick<Browser, "runtime" | "permissions" | "scripting" | "tabs">,
): SiteReach {
	const { runtime, permissions, scripting, tabs } = browser;
	if ("externally_connectable" in runtime.getManifest()) return everySite;

	const granted = (origins: string[]) => permissions.contains({ origins });

	async function register(matches: string[]): Promise<void> {
		const id = `relay ${matches.join(" ")}`;
		const [known] = await scripting.getRegisteredContentScripts({ ids: [id] });
		if (known) return;
		const script = {
			id,
			matches,
			js: [RELAY],
			runAt: "document_start" as const,
			persistAcrossSessions: true,
		};
		await scripting.registerContentScripts([script]);
		await injectNow(matches);
	}

	// A page that is open already must not need a reload.
	async function injectNow(matches: string[]): Promise<void> {
		const open = await tabs.query({ url: matches });
		const inject = ({ id }: { id?: number }) =>
			id === undefined
				? undefined
				: scripting.executeScript({ target: { tabId: id, allFrames: true }, files: [RELAY] });
		await Promise.allSettled(open.map(inject));
	}

	return {
		async isReachable(site) {
			return isLoopback(new URL(site)) || (await granted([patternOf(site)]));
		},
		async connect(site) {
			if (!(await granted([patternOf(site)]))) {
				throw new PassportError("invalid_request", "The browser has no permission for this site yet.");
			}
			await register([patternOf(site)]);
		},
		async connectEverywhere(on) {
			if (on) return register([EVERYWHERE]);
			await scripting.unregisterContentScripts({ ids: [`relay ${EVERYWHERE}`] }).catch(() => undefined);
			await permissions.remove({ origins: [EVERYWHERE] });
		},
		view: async () => ({ everywhere: await granted([EVERYWHERE]) }),
	};
}

const everySite: SiteReach = {
	isReachable: () => Promise.resolve(true),
	connect: () => Promise.resolve(),
	connectEverywhere: () => Promise.resolve(),
	view: () => Promise.resolve({}),
};

/** Match patterns know no ports. */
function patternOf(site: string): string {
	const { protocol, hostname } = new URL(site);
	return `${protocol}//${hostname}/*`;
}
