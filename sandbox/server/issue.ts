import { json } from "./json.ts";
import type { Client, Device } from "./model.ts";
import { sameScopes } from "./scopes.ts";
import type { TokenRecord, World } from "./state.ts";

/** How many tokens of devices live for one app and person (seed 002 › device_id). */
export const DEVICE_TOKEN_LIMIT = 20;

/** What a token is issued for. */
export type TokenGrant = {
	readonly client: Client;
	readonly personId: string;
	readonly device: Device | null;
	readonly scopes: readonly string[];
	readonly fewer: boolean;
	readonly redirectUri: string | null;
};

/** Issues a token. What it displaces stops working at once, with its refresh token. */
export function issueToken(world: World, { client, ...grant }: TokenGrant): TokenRecord {
	const { state, now, random, settings } = world;
	const lifetime = client.tokenLifetime === undefined ? settings.tokenLifetime : client.tokenLifetime;
	const token: TokenRecord = {
		...grant,
		clientId: client.id,
		accessToken: `y0_${random(24)}`,
		refreshToken: `1:${random(24)}`,
		issuedAt: now(),
		expiresAt: lifetime === null ? null : now() + lifetime,
	};
	for (const older of state.tokens.values()) {
		if (displaces(token, older)) state.tokens.delete(older.accessToken);
	}
	state.tokens.set(token.accessToken, token);
	keepDeviceLimit(world, token);
	return token;
}

/**
 * A device has one token of an app; without a device an app cannot have two working tokens of one person with
 * different rights (Yandex ID documentation, "OAuth implementation at Yandex").
 */
function displaces(token: TokenRecord, older: TokenRecord): boolean {
	if (!sameOwner(token, older)) return false;
	if (token.device !== null) return older.device?.id === token.device.id;
	return older.device === null && !sameScopes(older.scopes, token.scopes);
}

function keepDeviceLimit({ state }: World, token: TokenRecord): void {
	const ofDevices = [...state.tokens.values()].filter((one) => one.device !== null && sameOwner(one, token));
	for (const oldest of ofDevices.slice(0, -DEVICE_TOKEN_LIMIT)) state.tokens.delete(oldest.accessToken);
}

function sameOwner(one: TokenRecord, other: TokenRecord): boolean {
	return one.clientId === other.clientId && one.personId === other.personId;
}

/** The token as long as it works. */
export function liveToken({ state, now }: World, accessToken: string): TokenRecord | undefined {
	const token = state.tokens.get(accessToken);
	return token !== undefined && isAlive(token, now()) ? token : undefined;
}

/** Whether a token's time, and so its refresh token's, is not over yet. */
export function isAlive({ expiresAt }: TokenRecord, now: number): boolean {
	return expiresAt === null || now < expiresAt;
}

/** Seed 002 › "Format of response with token": no `expires_in` without an end, `scope` only for fewer rights. */
export function tokenAnswer(token: TokenRecord, now: number): Response {
	return json({
		token_type: "bearer",
		access_token: token.accessToken,
		...(token.expiresAt === null ? {} : { expires_in: token.expiresAt - now }),
		refresh_token: token.refreshToken,
		...(token.fewer ? { scope: token.scopes.join(" ") } : {}),
	});
}
