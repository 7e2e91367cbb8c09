import { beforeEach, describe, expect, it } from "vitest";
import { createPorts, type Port } from "../../src/background/ports.ts";

/** The browser's side of a port: what was posted, and whether it is there. */
function createPort() {
	const closing = new Set<() => void>();
	const port = {
		posted: [] as unknown[],
		isDead: false,
		tries: 0,
		postMessage(message: unknown) {
			port.tries += 1;
			if (port.isDead) throw new Error("Attempting to use a disconnected port object");
			port.posted.push(message);
		},
		disconnect: () => undefined,
		onDisconnect: { addListener: (listener: () => void) => closing.add(listener) },
		close: () => {
			for (const listener of closing) listener();
		},
	};
	return port satisfies Port;
}

const event = { passport: 1, event: "tokenchanged", uid: "production:1" } as const;
const [SHOP, NEWS] = ["https://shop.example", "https://news.example"];

let readErrors: number;
let ports: ReturnType<typeof createPorts>;

beforeEach(() => {
	readErrors = 0;
	ports = createPorts({
		get lastError() {
			readErrors += 1;
			return undefined;
		},
	});
});

describe("the open ports", () => {
	it("carry an event to every page of its site, and to no other and to none of ours", () => {
		const [one, two, other, own] = [createPort(), createPort(), createPort(), createPort()];
		ports.addPage(SHOP, one);
		ports.addPage(SHOP, two);
		ports.addPage(NEWS, other);
		ports.addOwn(own);
		ports.tell(SHOP, event);
		expect([one, two, other, own].map(({ posted }) => posted)).toEqual([[event], [event], [], []]);
	});

	it("forget one that was closed, and read why: else the browser lists it as an error of the extension", () => {
		const port = createPort();
		ports.addPage(SHOP, port);
		port.close();
		ports.tell(SHOP, event);
		expect({ tries: port.tries, readErrors }).toEqual({ tries: 0, readErrors: 1 });
	});

	it("try one that is dead once, and tell the others all the same", () => {
		const [dead, living] = [createPort(), createPort()];
		ports.addPage(SHOP, dead);
		ports.addPage(SHOP, living);
		dead.isDead = true;
		ports.tell(SHOP, event);
		ports.tell(SHOP, event);
		expect({ tries: dead.tries, posted: living.posted }).toEqual({ tries: 1, posted: [event, event] });
	});

	it("say to our own pages once what changed often", async () => {
		const own = createPort();
		ports.addOwn(own);
		for (let times = 0; times < 3; times += 1) ports.changed();
		await expect.poll(() => own.posted).toEqual([{ changed: true }]);
	});
});
