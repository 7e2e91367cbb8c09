import { describe, expect, it } from "vitest";
import { PassportError } from "../../src/contract/errors.ts";
import { type Carrier, connectBackground } from "../../src/ui/ask.ts";

/** A browser's `runtime` that answers from a list, and whose ports can be closed. */
function carrierOf(replies: (unknown | Error)[]) {
	const sent: unknown[] = [];
	const ports: { say: () => void; close: () => void }[] = [];
	const carrier: Carrier = {
		sendMessage(message) {
			sent.push(message);
			const reply = replies.shift();
			return reply instanceof Error ? Promise.reject(reply) : Promise.resolve(reply);
		},
		connect() {
			let hear = (_: unknown) => undefined as undefined;
			let end = () => undefined as undefined;
			ports.push({ say: () => hear({ changed: true }), close: () => end() });
			return {
				onMessage: {
					addListener: (listener) => {
						hear = (message) => void listener(message) as undefined;
					},
				},
				onDisconnect: {
					addListener: (listener) => {
						end = () => void listener() as undefined;
					},
				},
			};
		},
	};
	return { carrier, sent, ports };
}

const gone = () => new Error("Could not establish connection. Receiving end does not exist.");

describe("asking the background", () => {
	it("throws the background's error with its code and the server's words", async () => {
		const error = { code: "io_error", message: "No.", retryable: true, oauth: { error: "x" } };
		const { ask } = connectBackground(carrierOf([{ error }]).carrier);
		const thrown = await ask("overview", {}).catch((caught: unknown) => caught);
		expect(thrown).toBeInstanceOf(PassportError);
		expect(thrown).toMatchObject(error);
	});

	it("throws when nobody answers", async () => {
		const { ask } = connectBackground(carrierOf([undefined]).carrier);
		await expect(ask("overview", {})).rejects.toMatchObject({ code: "unknown_error" });
	});

	it("never sends a second time what changes something", async () => {
		const { carrier, sent } = carrierOf([gone(), { result: {} }]);
		await expect(connectBackground(carrier).ask("signOut", { uid: "production:1" })).rejects.toThrow();
		expect(sent).toHaveLength(1);
	});

	it("asks once more when the background ended over a question that only reads", async () => {
		const { carrier, sent } = carrierOf([gone(), { result: { consents: [] } }]);
		await expect(connectBackground(carrier).ask("sites", {})).resolves.toEqual({ consents: [] });
		expect(sent).toEqual(Array(2).fill({ control: 1, method: "sites", params: {} }));
	});
});

describe("hearing of changes", () => {
	it("opens no port while nobody listens", async () => {
		const { carrier, ports } = carrierOf([{ result: { consents: [] } }]);
		await connectBackground(carrier).ask("sites", {});
		expect(ports).toHaveLength(0);
	});

	it("opens one port for all listeners, and tells each", () => {
		const { carrier, ports } = carrierOf([]);
		const background = connectBackground(carrier);
		const heard: string[] = [];
		background.onChanged(() => heard.push("first"));
		const stop = background.onChanged(() => heard.push("second"));
		ports[0]?.say();
		stop();
		ports[0]?.say();
		expect(heard).toEqual(["first", "second", "first"]);
		expect(ports).toHaveLength(1);
	});

	it("leaves a closed port closed until the next question", async () => {
		const { carrier, ports } = carrierOf([{ result: { consents: [] } }]);
		const background = connectBackground(carrier);
		let heard = 0;
		background.onChanged(() => {
			heard += 1;
		});
		ports[0]?.close();
		expect(ports).toHaveLength(1);
		await background.ask("sites", {});
		ports[1]?.say();
		expect(ports).toHaveLength(2);
		expect(heard).toBe(1);
	});
});
