import * as v from "valibot";
import type { ControlMethod, ControlParams } from "./control.ts";
import { ClientInput, Environment, Language } from "./settings.ts";
import { ClientId, EnvironmentName, Scope } from "./shapes.ts";

/** The parameters of each control method, judged: the extension's own pages are ours, what people paste is not. */

const Uid = v.pipe(v.string(), v.maxLength(300));
const Site = v.pipe(v.string(), v.maxLength(2048));
const Nothing = v.strictObject({});

const Answer = v.variant("allow", [
	v.strictObject({ allow: v.literal(false) }),
	v.strictObject({
		allow: v.literal(true),
		uid: v.nullable(Uid),
		optionalScopes: v.array(Scope),
		duration: v.picklist(["once", "hour", "session", "always"]),
	}),
]);

/** The schema of each method's parameters. */
export const CONTROL_PARAMS: { [M in ControlMethod]: v.GenericSchema<unknown, ControlParams<M>> } = {
	overview: Nothing,
	signIn: v.strictObject({
		environment: EnvironmentName,
		uid: v.exactOptional(Uid),
		deviceFlow: v.exactOptional(v.boolean()),
	}),
	cancelFlow: Nothing,
	enterCode: v.strictObject({ text: v.pipe(v.string(), v.minLength(1), v.maxLength(8192)) }),
	signOut: v.strictObject({ uid: Uid }),
	site: v.strictObject({ site: Site }),
	disconnect: v.strictObject({ site: Site, uid: v.exactOptional(Uid) }),
	connectSite: v.strictObject({ site: Site }),
	connectEverywhere: v.strictObject({ on: v.boolean() }),
	settings: Nothing,
	saveClient: ClientInput,
	removeClient: v.strictObject({ environment: EnvironmentName }),
	saveEnvironment: Environment,
	removeEnvironment: v.strictObject({ name: EnvironmentName }),
	discoverEnvironment: v.strictObject({
		name: EnvironmentName,
		issuer: v.pipe(v.string(), v.maxLength(2048)),
	}),
	setLanguage: v.strictObject({ language: Language }),
	sites: Nothing,
	activity: Nothing,
	clearActivity: Nothing,
	tryClient: v.strictObject({ environment: EnvironmentName }),
	developerToken: v.strictObject({
		uid: Uid,
		clientId: v.exactOptional(ClientId),
		scopes: v.exactOptional(v.array(Scope)),
	}),
	exportSettings: v.strictObject({ secrets: v.boolean() }),
	importSettings: v.strictObject({ file: v.unknown() }),
	diagnosis: Nothing,
	prompt: v.strictObject({ id: Site }),
	answerPrompt: v.strictObject({ id: Site, answer: Answer }),
};
