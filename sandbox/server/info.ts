import { liveToken } from "./issue.ts";
import { json } from "./json.ts";
import type { Person } from "./model.ts";
import type { Received } from "./received.ts";
import type { TokenRecord, World } from "./state.ts";

/**
 * GET `/info?format=json`: whose token it is. The token counts only in the `Authorization` header (`OAuth` or
 * `Bearer`); anything else is 401 `{code, message}`.
 */
export function answerInfo({ headers, query }: Received, world: World): Response {
	const format = query.get("format") ?? "json";
	if (format !== "json") return json({ code: 400, message: "Unsupported format" }, 400);
	const [, value] = /^(?:OAuth|Bearer) +(\S+)$/i.exec(headers.get("authorization") ?? "") ?? [];
	const token = value === undefined ? undefined : liveToken(world, value);
	const person = token === undefined ? undefined : world.state.people.get(token.personId);
	if (token === undefined || person === undefined) return json({ code: 401, message: "Unauthorized" }, 401);
	return json(revealed(person, token));
}

function revealed(person: Person, { clientId, scopes }: TokenRecord): object {
	const may = (right: string, fields: object) => (scopes.includes(right) ? fields : {});
	return {
		id: person.id,
		login: person.login,
		client_id: clientId,
		psuid: `1.${clientId}.${person.id}`,
		...may("login:info", {
			display_name: person.displayName,
			real_name: `${person.firstName} ${person.lastName}`,
			first_name: person.firstName,
			last_name: person.lastName,
			sex: person.sex,
		}),
		...may("login:email", { default_email: person.emails[0] ?? "", emails: person.emails }),
		...may("login:avatar", { default_avatar_id: person.avatarId, is_avatar_empty: false }),
		...may("login:birthday", { birthday: person.birthday }),
		...may("login:default_phone", { default_phone: person.phone }),
	};
}
