import { spawn } from "node:child_process";
import { delimiter, join } from "node:path";

/**
 * Runs a tool of `node_modules/.bin` and resolves with what it printed, on both of its outputs in their order.
 * The tool gets the Node of this project, whichever one the machine has.
 */
export function runTool(
	root: string,
	name: string,
	args: readonly string[],
): Promise<{ ok: boolean; output: string }> {
	const tools = join(root, "node_modules/.bin");
	const env = { ...process.env, PATH: `${tools}${delimiter}${process.env["PATH"] ?? ""}` };
	return new Promise((resolve) => {
		const child = spawn(join(tools, name), args, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
		let output = "";
		for (const stream of [child.stdout, child.stderr]) {
			stream.setEncoding("utf8").on("data", (text: string) => {
				output += text;
			});
		}
		child.on("error", (error) => resolve({ ok: false, output: error.message }));
		child.on("close", (code) => resolve({ ok: code === 0, output }));
	});
}
