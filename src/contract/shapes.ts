import * as v from "valibot";

/** The shapes of single values that more than one parser needs. */

/** The contract's `[a-z0-9-]{1,32}`, with the underscore that two presets have; it begins with a letter or digit. */
export const EnvironmentName = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9_-]{0,31}$/));

/** RFC 6749 appendix A.1, bounded, and without spaces: an id that reads like a sentence misleads people. */
export const ClientId = v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,256}$/));

/** RFC 6749 appendix A.4: `scope-token`, bounded. */
export const Scope = v.pipe(v.string(), v.regex(/^[\x21\x23-\x5b\x5d-\x7e]{1,128}$/));

/** The page's own id for a request. */
export const RequestId = v.pipe(v.string(), v.regex(/^[\x20-\x7e]{1,64}$/));
