/**
 * The match patterns to ask the browser's permission for, so that the background may reach these addresses. Loopback
 * needs none: the manifest has it. Without the port, which Firefox refuses in a pattern.
 */
export function hostPatterns(addresses: readonly string[]): string[] {
	const urls = addresses.map((address) => URL.parse(address)).filter((url) => url !== null);
	const patterns = urls
		.filter(({ protocol }) => protocol === "https:")
		.map(({ hostname }) => `https://${hostname}/*`);
	return [...new Set(patterns)];
}
