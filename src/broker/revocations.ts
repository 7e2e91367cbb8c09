import { revoke } from "../oauth/revoke.ts";
import { findClient, findEnvironment } from "./ask.ts";
import type { Effects } from "./effects.ts";
import { type RevocationRecord, type TokenRecord, tokenKey } from "./records.ts";

/**
 * Tokens that are given up. What is to be revoked is written down first and taken away when the server has heard it,
 * so that an interruption loses nothing.
 */

type GivenUp = Omit<RevocationRecord, "id" | "accessToken"> & { accessToken: string | null };

/** Forgets a stored token at once and leaves its revocation, whose id it resolves with, to `runRevocations`. */
export async function giveUp(effects: Effects, token: TokenRecord): Promise<string> {
	const id = await noteRevocation(effects, {
		...token,
		accessToken: token.accessToken ?? token.dropped ?? null,
	});
	await effects.records.remove(tokenKey(token));
	return id;
}

/** Has a token revoked that was never stored (a foreign one, say). Nobody waits for the server. */
export async function dispose(effects: Effects, token: GivenUp): Promise<void> {
	await noteRevocation(effects, token);
	void runRevocations(effects);
}

export type RevocationOutcome = "revoked" | "not_possible" | "failed";

/** Revokes everything that is written down. What fails for want of a network stays for the next time. */
export async function runRevocations(effects: Effects): Promise<Map<string, RevocationOutcome>> {
	const outcomes = new Map<string, RevocationOutcome>();
	await effects.exclusive("revocations", async () => {
		for (const record of await effects.records.list("revocation")) {
			const outcome = await attempt(effects, record);
			outcomes.set(record.id, outcome);
			if (outcome !== "failed") await effects.records.remove(["revocation", record.id]);
		}
	});
	return outcomes;
}

async function noteRevocation(effects: Effects, token: GivenUp): Promise<string> {
	const { environment, clientId, accessToken, refreshToken } = token;
	const id = effects.newId();
	await effects.records.write(["revocation", id], {
		...{ id, environment, clientId, accessToken },
		...(refreshToken === undefined ? {} : { refreshToken }),
	});
	return id;
}

async function attempt(effects: Effects, record: RevocationRecord): Promise<RevocationOutcome> {
	const { accessToken, refreshToken } = record;
	try {
		const environment = await findEnvironment(effects.records, record.environment);
		const client = await findClient(effects.records, record.environment, record.clientId);
		return await revoke(effects.wire, {
			...{ environment, client, accessToken },
			...(refreshToken === undefined ? {} : { refreshToken }),
		});
	} catch (thrown) {
		return isTemporary(thrown) ? "failed" : "not_possible";
	}
}

function isTemporary(thrown: unknown): boolean {
	return typeof thrown === "object" && thrown !== null && "retryable" in thrown && thrown.retryable === true;
}
