import { callerOf, type RelayWord, type Sender } from "../../src/background/caller.ts";
import { answerPage } from "../../src/background/channel.ts";
import type { Caller } from "../../src/broker/effects.ts";
import type { PassportEvent, PassportRequest, Reply } from "../../src/contract/methods.ts";
import { parseRelayMessage } from "../../src/contract/relay.ts";
import type { ChromeRuntime } from "../../src/page/chromium.ts";
import type { RelayRuntime } from "../../src/relay/runtime.ts";

/** An extension as it is seen from outside: what answers is behind `answer`, and it can be stopped at any time. */
export interface FakeExtension {
	answer: (caller: Caller, request: PassportRequest) => Promise<object>;
	/** The messages as they came, oldest first. */
	readonly messages: unknown[];
	/** How many ports of events were opened, and how many are open. */
	readonly ports: { opened: number; open: number };
	/** The background stops: what it owes is never answered, and its ports close. */
	stop(): void;
	/** It refuses to hear this many messages more: the sender hears that nobody is there. */
	deafFor: number;
	/** Ports are closed as soon as they are opened. */
	refusesPorts: boolean;
	tell(event: PassportEvent): void;
	chromium: ChromeRuntime;
	firefox: RelayRuntime & { id?: string };
}

const OWN_ID = "broker@test";
const SENDER: Sender = {
	origin: "https://shop.example",
	url: "https://shop.example/",
	frameId: 0,
	tab: { id: 1, url: "https://shop.example/" },
};

type Line = { hear: (message: never) => void; closed: () => void };

/** @see FakeExtension */
export function createExtension(answer: FakeExtension["answer"]): FakeExtension {
	const lines = new Set<Line>();
	const owed = new Set<() => void>();
	const ports = { opened: 0, open: 0 };
	let lastError: unknown;

	/** Undefined: the background stopped, or was not there. */
	async function deliver(message: unknown, sender: Sender, relay?: RelayWord): Promise<Reply | undefined> {
		if (extension.deafFor > 0) {
			extension.deafFor -= 1;
			return undefined;
		}
		const stopped = new Promise<undefined>((resolve) => owed.add(() => resolve(undefined)));
		const reply = answerPage(
			structuredClone(message),
			() => callerOf(sender, OWN_ID, relay),
			extension.answer,
		);
		return Promise.race([reply, stopped]);
	}

	function open() {
		const line: Line = { hear: () => undefined, closed: () => undefined };
		const end = (): void => {
			if (lines.delete(line)) ports.open -= 1;
		};
		lines.add(line);
		ports.opened += 1;
		ports.open += 1;
		if (extension.refusesPorts) queueMicrotask(() => closeLine(line));
		return {
			onMessage: { addListener: (hear: Line["hear"]) => void Object.assign(line, { hear }) },
			onDisconnect: { addListener: (closed: () => void) => void Object.assign(line, { closed }) },
			disconnect: end,
		};
	}

	function closeLine(line: Line): void {
		if (!lines.delete(line)) return;
		ports.open -= 1;
		line.closed();
	}

	const extension: FakeExtension = {
		answer,
		messages: [],
		ports,
		deafFor: 0,
		refusesPorts: false,
		stop() {
			for (const drop of owed) drop();
			owed.clear();
			for (const line of [...lines]) closeLine(line);
		},
		tell(event) {
			for (const { hear } of lines) hear(event as never);
		},
		chromium: {
			get lastError() {
				return lastError;
			},
			sendMessage(_, message, answered) {
				extension.messages.push(message);
				void deliver(message, { ...SENDER, documentId: "document-1" }).then((reply) => {
					lastError = reply
						? undefined
						: { message: "The message channel closed before a response was received." };
					answered(reply);
					lastError = undefined;
				});
			},
			connect: open,
		},
		firefox: {
			id: OWN_ID,
			async sendMessage(message) {
				extension.messages.push(message);
				const relayed = parseRelayMessage(message);
				if (!relayed) return undefined;
				const reply = await deliver(relayed.request, { ...SENDER, id: OWN_ID }, relayed);
				if (!reply) throw new Error("Could not establish connection. Receiving end does not exist.");
				return reply;
			},
			connect: open,
		},
	};
	return extension;
}
