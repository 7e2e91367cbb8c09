import { connect, PassportError } from "./passport/index.js";

let passport;

/** Asks the extension through the page library and resolves with `{ result }` or `{ error }`. */
export async function ask(method, params) {
	try {
		passport ??= await connect();
		return { result: await passport[method](params) };
	} catch (thrown) {
		if (!(thrown instanceof PassportError)) throw thrown;
		return { error: { message: thrown.message, ...thrown } };
	}
}
