import { PassportError } from "../contract/errors.ts";
import type { ChromeRuntime } from "./chromium.ts";
import { connectIn } from "./connect.ts";
import type { Passport } from "./passport.ts";
import { browserTime } from "./time.ts";

export type { PageErrorCode, PassportErrorDetails, PassportErrorObject } from "../contract/errors.ts";
export type { HelloResult, PassportEvent, QueryResult } from "../contract/methods.ts";
export type { Account, Code, Token, Uid } from "../contract/values.ts";
export type { GetCodeParams, GetTokenParams, QueryParams, SignInParams } from "./input.ts";
export type { AskOptions, GetTokenOptions, Passport } from "./passport.ts";
export { PassportError };

/** The extension's id in Chromium; the build writes it in. */
declare const EXTENSION_ID: string;

export interface ConnectOptions {
	/** The id of another build of the extension, in Chromium. */
	extensionId?: string | undefined;
	/** Aborted: stops looking and rejects with its reason. */
	signal?: AbortSignal | undefined;
}

/**
 * Finds the extension.
 * @throws PassportError `broker_not_found`, within a second: not installed, (Firefox) not connected to this site, or no
 * secure page at all: a server, a worker.
 */
export function connect({ extensionId = EXTENSION_ID, signal }: ConnectOptions = {}): Promise<Passport> {
	const { chrome, window } = globalThis as { chrome?: { runtime?: ChromeRuntime }; window?: Window };
	const around = { page: window, runtime: chrome?.runtime, time: browserTime, PassportError };
	return connectIn(around, extensionId, signal);
}
