import type { CodeRecord, World } from "./state.ts";

/** Seconds a confirmation code lives (seed 002 › code-url). */
export const CODE_LIFETIME = 600;

/** What a confirmation code has: 16 characters today, where seed 002 knew seven digits. */
export const CODE_SHAPE = /^[A-Za-z0-9_-]{16}$/;

/** Makes a confirmation code and remembers what it stands for. */
export function issueCode(world: World, grant: Omit<CodeRecord, "value" | "issuedAt">): CodeRecord {
	const code = { ...grant, value: world.random(12), issuedAt: world.now() };
	world.state.codes.set(code.value, code);
	return code;
}

/** The code as long as it was neither exchanged nor outlived. */
export function liveCode({ state, now }: World, value: string): CodeRecord | undefined {
	const code = state.codes.get(value);
	return code !== undefined && now() - code.issuedAt < CODE_LIFETIME ? code : undefined;
}
