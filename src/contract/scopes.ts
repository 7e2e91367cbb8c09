/** Scopes as a set in a fixed order: sorted by code unit, no duplicates; case matters (RFC 6749 section 3.3). */
export function normalizeScopes(scopes: readonly string[]): string[] {
	return [...new Set(scopes)].sort();
}

/** Whether two lists name the same rights. Both must be normalized. */
export function sameScopes(a: readonly string[], b: readonly string[]): boolean {
	return a.length === b.length && a.every((scope, index) => scope === b[index]);
}

/** What `asked` has beyond `held`. */
export function scopesBeyond(asked: readonly string[], held: readonly string[]): string[] {
	return asked.filter((scope) => !held.includes(scope));
}
