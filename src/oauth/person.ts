import type { Environment } from "../contract/settings.ts";
import type { JsonObject } from "./answer.ts";
import { cleanText } from "./clean-text.ts";
import type { Person } from "./types.ts";

const MAX_NAME = 200;

/**
 * Reads whose token it is from the user info, by the names the environment gives its fields; undefined without a
 * usable id. Everything but the id may be missing: an account with a phone only has no e-mail.
 */
export function readPerson(info: JsonObject, environment: Environment): Person | undefined {
	const { uid, login, name, email } = environment.userinfo;
	const value = readId(info[uid]);
	if (value === undefined) return undefined;
	const isYandex = environment.dialect === "yandex";
	const optional = {
		clientId: isYandex ? textOf(info, "client_id") : undefined,
		displayName: textOf(info, name) ?? (isYandex ? textOf(info, "real_name") : undefined),
		login: textOf(info, login),
		avatarUrl: isYandex ? yandexAvatar(info, environment) : pictureOf(info, environment),
		email: textOf(info, email),
	};
	return { value, ...withoutAbsent(optional) };
}

/** The id must fit into a uid (contract, "Values"). Some servers write it as a number. */
function readId(id: unknown): string | undefined {
	const text = Number.isSafeInteger(id) ? String(id) : id;
	return typeof text === "string" && /^[\x21-\x7e]{1,255}$/.test(text) ? text : undefined;
}

function textOf(info: JsonObject, field: string | undefined): string | undefined {
	const text = field === undefined ? undefined : info[field];
	if (typeof text !== "string") return undefined;
	const clean = cleanText(text, MAX_NAME);
	return clean === "" ? undefined : clean;
}

/** The field holds the avatar's id, which may contain a slash (Yandex ID documentation, "User avatar"). */
function yandexAvatar(info: JsonObject, { userinfo }: Environment): string | undefined {
	const id = userinfo.picture === undefined ? undefined : info[userinfo.picture];
	if (typeof id !== "string" || !/^[\w-]+(\/[\w-]+)*$/.test(id) || id.length > 200) return undefined;
	if (info["is_avatar_empty"] === true) return undefined;
	return `https://avatars.yandex.net/get-yapic/${id}/islands-200`;
}

function pictureOf(info: JsonObject, { userinfo }: Environment): string | undefined {
	const address = userinfo.picture === undefined ? undefined : info[userinfo.picture];
	const url = typeof address === "string" && address.length <= 2048 ? URL.parse(address) : null;
	return url?.protocol === "https:" && url.username === "" && url.password === "" ? url.href : undefined;
}

type Optional = Omit<Person, "value">;

function withoutAbsent(fields: { [K in keyof Optional]: Optional[K] | undefined }): Optional {
	return Object.fromEntries(Object.entries(fields).filter(([, field]) => field !== undefined));
}
