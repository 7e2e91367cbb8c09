import { PassportError, type PassportErrorCode } from "../contract/errors.ts";

/** Whether something thrown is an error of the contract with one of these codes. */
export function hasCode(thrown: unknown, ...codes: PassportErrorCode[]): boolean {
	return thrown instanceof PassportError && codes.some((code) => code === thrown.code);
}
