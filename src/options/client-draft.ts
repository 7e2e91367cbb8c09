import * as v from "valibot";
import { ClientInput, type ClientView } from "../contract/settings.ts";
import type { MessageKey } from "../ui/words.ts";
import type { Problems } from "./fields.ts";

/** An app as it stands in the form, before anyone has judged it. */
export interface ClientDraft {
	environment: string;
	name: string;
	clientId: string;
	/** Empty keeps the stored one. */
	clientSecret: string;
	/** Separated by space, as RFC 6749 section 3.3 writes them. */
	scopes: string;
	optionalScopes: string;
	authentication: ClientInput["authentication"];
	wayBack: ClientInput["wayBack"];
}

/** The fields a person can get wrong, in the order in which they stand in the form. */
export const CLIENT_FIELDS = ["clientId", "clientSecret", "scopes", "optionalScopes", "name"] as const;
export type ClientField = (typeof CLIENT_FIELDS)[number];
export type ClientProblems = Problems<ClientField>;

const PROBLEMS: Readonly<Record<ClientField, MessageKey>> = {
	clientId: "problem_client_id",
	clientSecret: "problem_client_secret",
	scopes: "problem_scopes",
	optionalScopes: "problem_scopes",
	name: "problem_app_name",
};

/** What the form shows for an environment: its stored app, or an empty one with the usual choices. */
export function draftOf(environment: string, client: ClientView | undefined): ClientDraft {
	return {
		environment,
		name: client?.name ?? "",
		clientId: client?.clientId ?? "",
		clientSecret: "",
		scopes: client?.scopes.join(" ") ?? "",
		optionalScopes: client?.optionalScopes.join(" ") ?? "",
		authentication: client?.authentication ?? "body",
		wayBack: client?.wayBack ?? "redirect",
	};
}

/** The app to save, or what is wrong with which field. White space around values is forgiven. */
export function judgeDraft(draft: ClientDraft): { input: ClientInput } | { problems: ClientProblems } {
	const name = draft.name.trim();
	const clientId = draft.clientId.trim();
	const clientSecret = draft.clientSecret.trim();
	const parsed = v.safeParse(ClientInput, {
		environment: draft.environment,
		clientId,
		...(name !== "" && { name }),
		...(clientSecret !== "" && { clientSecret }),
		scopes: wordsOf(draft.scopes),
		optionalScopes: wordsOf(draft.optionalScopes),
		authentication: draft.authentication,
		wayBack: draft.wayBack,
	});
	if (parsed.success) return { input: parsed.output };
	const wrong = new Set(parsed.issues.map((issue) => issue.path?.[0]?.key));
	const problems: ClientProblems = {};
	for (const field of CLIENT_FIELDS) if (wrong.has(field)) problems[field] = PROBLEMS[field];
	if (clientId === "") problems.clientId = "problem_client_id_missing";
	return { problems };
}

/** Scopes as people type them: separated by any white space. */
export function wordsOf(text: string): string[] {
	return text.split(/\s+/).filter((word) => word !== "");
}
