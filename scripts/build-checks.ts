/** One file of a build: its path inside the build, with forward slashes, and its text. */
export type BuiltFile = { path: string; text: string };

const secretLooking: readonly (readonly [what: string, pattern: RegExp])[] = [
	["a private key", /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
	["a Yandex token", /\b(?:y0__?[A-Za-z0-9_-]{20,}|AQAAAA[A-Za-z0-9_-]{30,})/],
	["a signed token", /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/],
	// Yandex writes client ids and client secrets alike: 32 hex digits. Neither belongs into the product.
	["a client id or secret", /["'`][0-9a-f]{32}["'`]/],
];

/** What looks like a secret in the files of a build, a line for each, without the secret itself. */
export function findSecrets(files: readonly BuiltFile[]): string[] {
	return files.flatMap(({ path, text }) =>
		secretLooking.filter(([, pattern]) => pattern.test(text)).map(([what]) => `${path} contains ${what}`),
	);
}

/**
 * What in an extension's build would let a page reach its files or run code that did not come with it, a line
 * for each: the build tool adds such entries by itself for some kinds of script.
 */
export function findOpenings(files: readonly BuiltFile[]): string[] {
	const manifest = files.find(({ path }) => path === "manifest.json");
	if (manifest === undefined) return ["manifest.json is missing"];
	const keys = Object.keys(JSON.parse(manifest.text));
	const accessible = keys.includes("web_accessible_resources");
	return [
		...(accessible ? ["manifest.json has web_accessible_resources"] : []),
		...files.filter(isServedByTool).map(({ path }) => `${path} belongs to the build tool's live reload`),
	];
}

function isServedByTool({ path, text }: BuiltFile): boolean {
	return path.startsWith("@") || /\bimport\.meta\.hot\b|\/@vite\/|crx-client/.test(text);
}

/** What tells on which machine a build was made, a line for each: another machine must build the same bytes. */
export function findPlaces(files: readonly BuiltFile[], checkout: string): string[] {
	return files
		.filter(({ text }) => text.includes(checkout))
		.map(({ path }) => `${path} contains the path of the checkout`);
}
