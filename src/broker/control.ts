import * as v from "valibot";
import type { Control, ControlMethod, ControlParams, ControlResult } from "../contract/control.ts";
import { CONTROL_PARAMS } from "../contract/control-params.ts";
import { PassportError } from "../contract/errors.ts";
import { discover } from "../oauth/discover.ts";
import { signOutAccount } from "./account-sign-out.ts";
import { clearActivity, listActivity } from "./activity.ts";
import type { SiteReach } from "./effects.ts";
import { removeEnvironment, saveEnvironment } from "./environments.ts";
import { developerToken, signInHere, tryClient } from "./own-sign-in.ts";
import type { Rooms } from "./rooms.ts";
import * as settings from "./settings.ts";
import { diagnose, overview, viewConsents } from "./views.ts";
import { withdraw } from "./withdraw.ts";

/** What the extension's own pages can ask for: each method of `Control`, carried out. */
export type ControlHandlers = {
	[M in ControlMethod]: (params: ControlParams<M>) => Promise<ControlResult<M>>;
};

/** @see ControlHandlers */
export function createControl(rooms: Rooms, reach: SiteReach): ControlHandlers {
	const { effects, desk, prompts } = rooms;
	const done = () => ({});
	return {
		overview: () => overview(rooms),
		signIn: (params) => signInHere(rooms, params),
		cancelFlow: () => desk.cancel().then(done),
		enterCode: async ({ text }) => {
			desk.enterCode(text);
			return {};
		},
		signOut: ({ uid }) => signOutAccount(effects, uid),
		site: async ({ site }) => ({
			site,
			consents: await viewConsents(effects, site),
			reachable: await reach.isReachable(site),
		}),
		disconnect: ({ site, uid }) => withdraw(effects, site, "withdrawn", uid).then(done),
		connectSite: ({ site }) => reach.connect(site).then(done),
		connectEverywhere: ({ on }) => reach.connectEverywhere(on).then(done),
		settings: async () => ({ ...(await settings.viewSettings(effects)), ...(await reach.view()) }),
		saveClient: (params) => settings.saveClient(effects, params).then(done),
		removeClient: (params) => settings.removeClient(effects, params).then(done),
		saveEnvironment: (params) => saveEnvironment(effects, params).then(done),
		removeEnvironment: (params) => removeEnvironment(effects, params).then(done),
		discoverEnvironment: (params) => discover(effects.wire, params),
		setLanguage: (params) => settings.setLanguage(effects, params).then(done),
		sites: async () => ({ consents: await viewConsents(effects) }),
		activity: async () => ({ entries: await listActivity(effects) }),
		clearActivity: () => clearActivity(effects).then(done),
		tryClient: (params) => tryClient(rooms, params),
		developerToken: (params) => developerToken(rooms, params),
		exportSettings: (params) => settings.exportSettings(effects, params),
		importSettings: (params) => settings.importSettings(effects, params).then(done),
		diagnosis: () => diagnose(effects),
		prompt: ({ id }) => prompts.view(id),
		answerPrompt: ({ id, answer }) => prompts.answer(id, answer).then(done),
	};
}

/**
 * Carries out one message of an own page.
 * @throws PassportError `method_not_found`, `invalid_request`, and what the method throws.
 */
export async function handleControl(
	handlers: ControlHandlers,
	method: unknown,
	params: unknown,
): Promise<object> {
	if (typeof method !== "string" || !Object.hasOwn(handlers, method)) {
		throw new PassportError("method_not_found", "There is no such control method.");
	}
	const known = method as keyof Control;
	const parsed = v.safeParse(CONTROL_PARAMS[known], params, { abortEarly: true });
	if (!parsed.success) {
		throw new PassportError(
			"invalid_request",
			`"${v.getDotPath(parsed.issues[0]) ?? method}" has the wrong form.`,
		);
	}
	const handler = handlers[known] as (params: unknown) => Promise<object>;
	return handler(parsed.output);
}
