import type { PromptView } from "../contract/control.ts";
import { scopesBeyond } from "../contract/scopes.ts";
import type { Uid } from "../contract/values.ts";

/** What a prompt means for one account. */
export interface AskedRights {
	/** Required rights that are new to the site. */
	required: string[];
	/** Optional rights that are new to the site. */
	optional: string[];
	/** What the site has already, of what it asks. */
	held: string[];
	/** No right was named: everything the app is registered for. */
	isEverything: boolean;
}

/** Splits what is asked into what is new and what this account's site has already. `uid` null: an account to come. */
export function askedRights(prompt: PromptView, uid: Uid | null): AskedRights {
	const { scopes, optionalScopes } = prompt;
	const held = uid !== null && Object.hasOwn(prompt.held, uid) ? (prompt.held[uid] ?? []) : [];
	return {
		required: scopesBeyond(scopes, held),
		optional: scopesBeyond(optionalScopes, held),
		held: [...scopes, ...optionalScopes].filter((scope) => held.includes(scope)),
		isEverything: scopes.length === 0 && optionalScopes.length === 0,
	};
}
