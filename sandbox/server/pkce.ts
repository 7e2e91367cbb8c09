import { readValue } from "./received.ts";
import type { Refuse } from "./refusal.ts";

/** A code challenge (RFC 7636 section 4.3). */
export type Challenge = { readonly value: string; readonly method: "S256" | "plain" };

const UNRESERVED = /^[A-Za-z0-9._~-]{43,128}$/;

/** Reads `code_challenge` and `code_challenge_method`; without a method it is "plain" (RFC 7636 section 4.3). */
export function readChallenge(params: URLSearchParams, refuse: Refuse): Challenge | null {
	const value = readValue(params, "code_challenge");
	const method = readValue(params, "code_challenge_method");
	if (value === null) {
		if (method !== null) throw refuse("code_challenge_method was sent without code_challenge");
		return null;
	}
	if (!UNRESERVED.test(value)) throw refuse("code_challenge must be 43 to 128 unreserved characters");
	if (method !== null && method !== "S256" && method !== "plain") {
		throw refuse("code_challenge_method must be S256 or plain");
	}
	return { value, method: method ?? "plain" };
}

/** Whether the verifier belongs to the challenge (RFC 7636 section 4.6). */
export async function isVerifier(verifier: string, challenge: Challenge): Promise<boolean> {
	if (challenge.method === "plain") return verifier === challenge.value;
	const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
	return base64url(new Uint8Array(digest)) === challenge.value;
}

/** RFC 4648 section 5, without padding. */
export function base64url(bytes: Uint8Array): string {
	return btoa(String.fromCharCode(...bytes))
		.replaceAll("+", "-")
		.replaceAll("/", "_")
		.replaceAll("=", "");
}
