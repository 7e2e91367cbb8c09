import browser, { type Runtime } from "webextension-polyfill";
import { answer, recover } from "../broker/broker.ts";
import { createControl, handleControl } from "../broker/control.ts";
import type { Effects } from "../broker/effects.ts";
import { giveUpUncovered } from "../broker/expiry.ts";
import { createRooms } from "../broker/rooms.ts";
import { CONTROL_PORT } from "../contract/control.ts";
import { EVENT_PORT } from "../contract/methods.ts";
import { parseRelayMessage } from "../contract/relay.ts";
import { createAuthorizer } from "./authorizer.ts";
import { browserName } from "./browser-name.ts";
import { callerOf, isOwnPage, type RelayWord, type Sender } from "./caller.ts";
import { answerOwnPage, answerPage, isControlMessage } from "./channel.ts";
import { createConsentWindow } from "./consent-window.ts";
import { createKeepAlive } from "./keep-alive.ts";
import { createPorts } from "./ports.ts";
import { openRecords } from "./records.ts";
import { createSession, nameBrowserSession } from "./session.ts";
import { createSiteReach } from "./site-reach.ts";
import { watchTab } from "./tabs.ts";

/**
 * The background: gives the broker its effects and registers every listener in the first tick. Nothing here outlives
 * it; whatever must, is in the records or in the session.
 */

const { runtime } = browser;
const ownOrigin = new URL(runtime.getURL("")).origin;
const ports = createPorts(runtime);
const owe = createKeepAlive(browser);
const exclusive = <T>(name: string, task: () => Promise<T>): Promise<T> =>
	navigator.locks.request(name, task);

const session = createSession(browser);
const newId = () => crypto.randomUUID();

const effects: Effects = {
	records: openRecords("token-broker"),
	session,
	browserSession: nameBrowserSession(session, newId),
	authorizer: createAuthorizer(browser, session, exclusive),
	consentWindow: createConsentWindow(browser),
	wire: { fetch: (url, init) => fetch(url, init), now: () => Date.now() / 1000 },
	exclusive,
	later: (seconds, task) => void setTimeout(task, seconds * 1000),
	sleep: (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000)),
	newId,
	watchTab: (tabId, gone) => watchTab(browser, tabId, gone),
	tell: ports.tell,
	changed: ports.changed,
	browserName: browserName(navigator.userAgent),
	version: runtime.getManifest().version,
};
const rooms = createRooms(effects);
const reach = createSiteReach(browser, session, exclusive);
const control = createControl(rooms, reach);

function answerSite(message: unknown, sender: Sender, relay?: RelayWord) {
	const identify = () => callerOf(sender, runtime.id, relay);
	return owe(answerPage(message, identify, (caller, request) => answer(rooms, caller, request)));
}

function addPage(port: Runtime.Port, relay?: RelayWord): void {
	try {
		ports.addPage(callerOf(port.sender ?? {}, runtime.id, relay).site, port);
	} catch {
		port.disconnect();
	}
}

// Firefox delivers other extensions' messages here whatever the manifest says: it has no such key, and no listener.
if ("externally_connectable" in runtime.getManifest()) {
	runtime.onMessageExternal.addListener((message: unknown, sender: Runtime.MessageSender) =>
		answerSite(message, sender),
	);
	runtime.onConnectExternal.addListener((port) => {
		if (port.name === EVENT_PORT) addPage(port);
		else port.disconnect();
	});
}

runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
	if (isControlMessage(message) && isOwnPage(sender, runtime.id, ownOrigin)) {
		return owe(answerOwnPage(message, (method, params) => handleControl(control, method, params)));
	}
	const relayed = parseRelayMessage(message);
	return relayed ? answerSite(relayed.request, sender, relayed) : undefined;
});

runtime.onConnect.addListener((port) => {
	const sender: Sender = port.sender ?? {};
	if (port.name === CONTROL_PORT && isOwnPage(sender, runtime.id, ownOrigin)) ports.addOwn(port);
	else if (port.name === EVENT_PORT) addPage(port, { document: "", active: true });
	else port.disconnect();
});

/** What nobody waits for: when the browser's storage fails under it, the next life of the background does it again. */
function aside(work: Promise<unknown>): void {
	work.catch(() => undefined);
}

runtime.onStartup.addListener(() => aside(giveUpUncovered(effects)));
runtime.onInstalled.addListener(() => aside(reach.restore()));
browser.permissions.onAdded.addListener(() => aside(reach.permissionAdded().then(effects.changed)));
browser.windows.onRemoved.addListener((windowId) => aside(rooms.prompts.windowClosed(windowId)));

aside(recover(rooms));
