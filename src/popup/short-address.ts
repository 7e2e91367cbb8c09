/** An address as the popup shows it: that it is https goes without saying, anything else does not. */
export function shortAddress(address: string): string {
	return address.replace(/^https:\/\//, "");
}
