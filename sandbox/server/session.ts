import type { Person } from "./model.ts";
import type { Received } from "./received.ts";
import type { World } from "./state.ts";

/** The name of the cookie that says who is signed in at the sandbox in this browser. */
export const SESSION_COOKIE = "sandbox_session";

/** Who is signed in in the browser that sent this. */
export function signedIn({ headers }: Pick<Received, "headers">, { state }: World): Person | undefined {
	const value = cookieOf(headers.get("cookie") ?? "");
	const personId = value === undefined ? undefined : state.sessions.get(value);
	return personId === undefined ? undefined : state.people.get(personId);
}

/** Begins a session and returns its cookie's value. */
export function beginSession(person: Person, { state, random }: World): string {
	const value = random(16);
	state.sessions.set(value, person.id);
	return value;
}

/**
 * The `Set-Cookie` line of a session. Over TLS the cookie goes along in cross-site requests, as Yandex's does:
 * Firefox makes the first request of a silent flow in the background.
 */
export function sessionCookie(value: string, { url }: Pick<Received, "url">): string {
	const site = url.protocol === "https:" ? "; Secure; SameSite=None" : "";
	return `${SESSION_COOKIE}=${value}; Path=/; HttpOnly${site}`;
}

function cookieOf(line: string): string | undefined {
	const start = `${SESSION_COOKIE}=`;
	const cookie = line.split(";").find((part) => part.trim().startsWith(start));
	return cookie?.trim().slice(start.length);
}
