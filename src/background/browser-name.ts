const NAMES: readonly (readonly [RegExp, string])[] = [
	[/Firefox\//, "Firefox"],
	[/Edg\//, "Edge"],
	[/OPR\//, "Opera"],
	[/YaBrowser\//, "Yandex Browser"],
	[/Chrome\//, "Chrome"],
];

/** The browser's name as people say it, for the device name that the server shows them. */
export function browserName(userAgent: string): string {
	return NAMES.find(([pattern]) => pattern.test(userAgent))?.[1] ?? "Browser";
}
