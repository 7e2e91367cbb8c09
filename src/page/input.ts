import type { Methods } from "../contract/methods.ts";

/**
 * What a caller may write where `T` is meant: lists that may be read-only, and `undefined` for what may be left out.
 * The contract itself stays strict: what is undefined never goes on the wire.
 */
export type Loose<T> = T extends readonly (infer E)[]
	? readonly Loose<E>[]
	: T extends (...args: never[]) => unknown
		? T
		: T extends object
			? { [K in keyof T]: Loose<T[K]> | (T extends Record<K, T[K]> ? never : undefined) }
			: T;

/** The parameters of a method, as a page may write them. */
export type Input<M extends keyof Methods> = Loose<Methods[M]["params"]>;

export type QueryParams = Input<"query">;
export type SignInParams = Input<"signIn">;
export type GetTokenParams = Input<"getToken">;
export type GetCodeParams = Input<"getCode">;
