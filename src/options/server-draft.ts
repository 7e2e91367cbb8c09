import * as v from "valibot";
import { Address, Environment } from "../contract/settings.ts";
import type { MessageKey } from "../ui/words.ts";
import type { Problems } from "./fields.ts";

/** The boxes for addresses, in their order. */
export const ENDPOINTS = [
	"authorization_endpoint",
	"token_endpoint",
	"userinfo_endpoint",
	"revocation_endpoint",
	"device_authorization_endpoint",
] as const;

/** The boxes for what the user info calls each of these, in their order. */
export const USERINFO_FIELDS = [
	"userinfo_uid",
	"userinfo_login",
	"userinfo_name",
	"userinfo_picture",
	"userinfo_email",
] as const;

/** The text boxes of the form, in their order. */
export const SERVER_FIELDS = ["name", "issuer", ...ENDPOINTS, ...USERINFO_FIELDS] as const;
export type ServerField = (typeof SERVER_FIELDS)[number];

/** A server as it stands in the form, before anyone has judged it. An empty box: the server has no such thing. */
export interface ServerDraft extends Record<ServerField, string> {
	dialect: Environment["dialect"];
	scheme: Environment["scheme"];
	sendsIssuer: boolean;
}

/** What the form shows for a server; for a new one, what most servers are like. */
export function serverDraftOf(environment?: Environment): ServerDraft {
	const { userinfo } = environment ?? {
		// OpenID Connect Core section 5.1.
		userinfo: { uid: "sub", login: "preferred_username", name: "name", picture: "picture", email: "email" },
	};
	return {
		name: environment?.name ?? "",
		issuer: environment?.issuer ?? "",
		authorization_endpoint: environment?.authorization_endpoint ?? "",
		token_endpoint: environment?.token_endpoint ?? "",
		userinfo_endpoint: environment?.userinfo_endpoint ?? "",
		revocation_endpoint: environment?.revocation_endpoint ?? "",
		device_authorization_endpoint: environment?.device_authorization_endpoint ?? "",
		userinfo_uid: userinfo.uid,
		userinfo_login: userinfo.login ?? "",
		userinfo_name: userinfo.name ?? "",
		userinfo_picture: userinfo.picture ?? "",
		userinfo_email: userinfo.email ?? "",
		dialect: environment?.dialect ?? "standard",
		scheme: environment?.scheme ?? "Bearer",
		sendsIssuer: environment?.authorization_response_iss_parameter_supported ?? false,
	};
}

/** The server to save, or what is wrong with which field. `taken`: names that other servers have. */
export function judgeServer(
	draft: ServerDraft,
	taken: readonly string[],
): { environment: Environment } | { problems: Problems<ServerField> } {
	const parsed = v.safeParse(Environment, {
		name: draft.name.trim(),
		dialect: draft.dialect,
		...filled(draft, ["issuer", ...ENDPOINTS]),
		...(draft.sendsIssuer && { authorization_response_iss_parameter_supported: true }),
		scheme: draft.scheme,
		userinfo: Object.fromEntries(
			USERINFO_FIELDS.map((field) => [field.replace("userinfo_", ""), draft[field].trim()]).filter(
				([, text]) => text !== "",
			),
		),
	});
	const isTaken = taken.includes(draft.name.trim());
	if (parsed.success && !isTaken) return { environment: parsed.output };
	const problems: Problems<ServerField> = {};
	for (const issue of parsed.issues ?? []) {
		const field = fieldOf(issue);
		if (field) problems[field] = problemWith(field, draft[field].trim());
	}
	if (isTaken) problems.name = "problem_server_name_taken";
	return { problems };
}

/** What is wrong with the address at which a server's description is looked for. */
export function problemWithIssuer(issuer: string): MessageKey | undefined {
	return v.is(Address, issuer) ? undefined : problemWith("issuer", issuer);
}

/** All addresses of a server, for which the browser's permission is needed. */
export function addressesOf(environment: Environment): string[] {
	return ENDPOINTS.map((endpoint) => environment[endpoint]).filter((address) => address !== undefined);
}

function filled(draft: ServerDraft, fields: readonly ServerField[]): Partial<Record<ServerField, string>> {
	return Object.fromEntries(
		fields.map((field) => [field, draft[field].trim()]).filter(([, text]) => text !== ""),
	);
}

function fieldOf(issue: v.BaseIssue<unknown>): ServerField | undefined {
	const [first, second] = (issue.path ?? []).map(({ key }) => String(key));
	const name = first === "userinfo" ? `userinfo_${second}` : first;
	return SERVER_FIELDS.find((field) => field === name);
}

function problemWith(field: ServerField, text: string): MessageKey {
	if (field === "name") return "problem_server_name";
	if (USERINFO_FIELDS.some((other) => other === field)) return "problem_userinfo_field";
	return text === "" ? "problem_address_missing" : "problem_address";
}
