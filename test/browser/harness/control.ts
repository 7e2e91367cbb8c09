import type { Page } from "puppeteer";
import type {
	ControlMethod,
	ControlParams,
	ControlReply,
	ControlResult,
} from "../../../src/contract/control.ts";
import type { ClientInput } from "../../../src/contract/settings.ts";
import { APP } from "./play.ts";
import type { Stage } from "./stage.ts";

/** Says a control message from one of the extension's own pages, as its buttons do; an error comes back as data. */
export async function tell<M extends ControlMethod>(
	page: Page,
	method: M,
	params: ControlParams<M>,
): Promise<ControlReply> {
	const send = (name: string, given: object) => {
		const { chrome } = globalThis as unknown as {
			chrome: { runtime: { sendMessage: (message: object) => Promise<ControlReply> } };
		};
		return chrome.runtime.sendMessage({ control: 1, method: name, params: given });
	};
	return page.evaluate(send, method, params);
}

/** The same from the options page, for what must not fail. */
export async function control<M extends ControlMethod>(
	stage: Stage,
	method: M,
	params: ControlParams<M>,
): Promise<ControlResult<M>> {
	const options = await stage.openOptions();
	const reply = await tell(options, method, params);
	await options.close();
	if ("error" in reply) throw new Error(`${method}: ${reply.error.code}: ${reply.error.message}`);
	return reply.result as ControlResult<M>;
}

/** The sample app as the options page saves it. */
export const CLIENT: ClientInput = {
	environment: "production",
	clientId: APP.id,
	name: APP.name,
	scopes: ["login:info"],
	optionalScopes: [],
	authentication: "body",
	wayBack: "redirect",
};

/** Saves the sample app, or one that differs from it. */
export async function saveClient(stage: Stage, differing: Partial<ClientInput> = {}): Promise<void> {
	await control(stage, "saveClient", { ...CLIENT, ...differing });
}
