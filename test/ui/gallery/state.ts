import type { ControlMethod, ControlParams, ControlResult } from "../../../src/contract/control.ts";
import type { PassportErrorObject } from "../../../src/contract/errors.ts";

/** What a stand-in background answers: a value, an error, or nothing for ever. */
export type Answers = {
	[M in ControlMethod]?: ControlResult<M> | ((params: ControlParams<M>) => ControlResult<M>) | "never";
} & { failures?: Partial<Record<ControlMethod, PassportErrorObject>> };

/** A state of a page, as the gallery shows it. */
export interface State {
	page: "popup" | "options" | "consent";
	answers: Answers;
	/** The site in front of the person, in the popup. */
	site?: string;
	/** What to press, one after the other, to come into this state: selectors. */
	press?: readonly string[];
	/** What stands in the page once all of it has come, where it takes more than the page's own first answer: a selector. */
	shows?: string;
	/** The part that the picture is of, where that is not all of the page: a selector. */
	part?: string;
}

/** An error as a background says it. */
export function failure(
	code: PassportErrorObject["code"],
	{ message = "For developers.", oauth }: { message?: string; oauth?: PassportErrorObject["oauth"] } = {},
): PassportErrorObject {
	return { code, message, retryable: code === "io_error", ...(oauth && { oauth }) };
}
