import { execFile } from "node:child_process";
import { join } from "node:path";

/** One finding of `web-ext lint`, as its JSON names the parts that matter here. */
export type Finding = { _type: string; code: string; message: string; file?: string };

const notOurs: readonly { code: string; file: RegExp; because: string }[] = [
	{
		code: "UNSAFE_VAR_ASSIGNMENT",
		file: /^assets\/vendor-preact-/,
		because: "Preact can set innerHTML; no page of this project asks it to",
	},
	{
		code: "KEY_FIREFOX_ANDROID_UNSUPPORTED_BY_MIN_VERSION",
		file: /^manifest\.json$/,
		because: "Firefox for Android has no identity API, so the extension is not offered there",
	},
];

/** The findings that this project has to answer for: all but those that `notOurs` explains. */
export function ours(findings: readonly Finding[]): Finding[] {
	return findings.filter(
		({ code, file = "" }) => !notOurs.some((known) => known.code === code && known.file.test(file)),
	);
}

/** Runs `web-ext lint` over `dist/firefox`. Throws with the findings that are ours, errors and warnings alike. */
export async function lintFirefox(root: string = process.cwd()): Promise<void> {
	const findings = ours(parse(await runLint(root)));
	if (findings.length === 0) return;
	const lines = findings.map(
		({ _type, code, message, file = "" }) => `  ${_type} ${code} ${file}: ${message}`,
	);
	throw new Error(`web-ext lint has something to say about dist/firefox:\n${lines.join("\n")}`);
}

/** web-ext exits with 1 when it finds an error, and prints its JSON all the same. */
function runLint(root: string): Promise<string> {
	const args = ["lint", "--source-dir", "dist/firefox", "--output", "json", "--no-config-discovery"];
	return new Promise((resolve, reject) => {
		execFile(join(root, "node_modules/.bin/web-ext"), args, { cwd: root }, (error, stdout, stderr) => {
			if (stdout.startsWith("{")) resolve(stdout);
			else reject(new Error(`web-ext lint did not run.\n${stderr || error?.message}`, { cause: error }));
		});
	});
}

function parse(output: string): Finding[] {
	const { errors, warnings, notices }: Record<string, Finding[]> = JSON.parse(output);
	return [...(errors ?? []), ...(warnings ?? []), ...(notices ?? [])];
}
