import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A browser profile on disk that outlives the browsers that use it, until it is disposed. */
export type Profile = AsyncDisposable & { path: string };

/** Makes an empty profile. */
export async function newProfile(): Promise<Profile> {
	const path = await mkdtemp(join(tmpdir(), "token-broker-profile-"));
	// A browser that has just ended may still be writing its last files.
	const remove = () => rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
	return { path, [Symbol.asyncDispose]: remove };
}
