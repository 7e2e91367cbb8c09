import { execFile } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";

/** The browsers this project builds for and is tested in. */
export type Browser = "chrome" | "firefox";

/** What finding a browser needs from the machine, so that a test can be any machine. */
export type Machine = {
	env: Readonly<Record<string, string | undefined>>;
	path: string;
	isRoot: boolean;
	canRun: (file: string) => boolean;
	exists: (file: string) => boolean;
	/** Resolves with what the command printed; rejects when it fails or takes longer than `seconds`. */
	run: (command: string, args: readonly string[], seconds: number) => Promise<string>;
	say: (line: string) => void;
};

type Whereabouts = {
	variable: string;
	names: readonly string[];
	files: readonly string[];
	debianPackage: string;
	puppeteerName: string;
};

const whereabouts: Readonly<Record<Browser, Whereabouts>> = {
	chrome: {
		variable: "CHROME_PATH",
		names: ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"],
		files: [
			"/Applications/Chromium.app/Contents/MacOS/Chromium",
			"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
		],
		debianPackage: "chromium",
		puppeteerName: "chrome",
	},
	firefox: {
		variable: "FIREFOX_PATH",
		names: ["firefox-esr", "firefox"],
		files: ["/Applications/Firefox.app/Contents/MacOS/firefox"],
		debianPackage: "firefox-esr",
		puppeteerName: "firefox@stable",
	},
};

/**
 * The path of an executable of `browser`: the one the environment names, else the system's, else one that is
 * fetched now, from Debian's packages when that is possible, else by puppeteer.
 * Throws one sentence that says what to install when there is none.
 */
export async function findBrowser(browser: Browser, machine: Machine = thisMachine()): Promise<string> {
	return (
		named(browser, machine) ??
		installed(browser, machine) ??
		(await fromDebian(browser, machine)) ??
		(await fromPuppeteer(browser, machine)) ??
		refuse(browser)
	);
}

function named(browser: Browser, machine: Machine): string | undefined {
	const { variable } = whereabouts[browser];
	const file = machine.env[variable];
	if (file === undefined || file === "") return undefined;
	if (!machine.canRun(file)) throw new Error(`${variable} is ${file}, which is not an executable file.`);
	return file;
}

function installed(browser: Browser, machine: Machine): string | undefined {
	const { names, files } = whereabouts[browser];
	const directories = machine.path.split(delimiter).filter((directory) => directory !== "");
	const inPath = names.flatMap((name) => directories.map((directory) => join(directory, name)));
	return [...inPath, ...files].find((file) => machine.canRun(file));
}

async function fromDebian(browser: Browser, machine: Machine): Promise<string | undefined> {
	if (!machine.isRoot || !machine.exists("/etc/debian_version")) return undefined;
	const { debianPackage } = whereabouts[browser];
	machine.say(`No ${browser} here: installing Debian's package ${debianPackage}.`);
	try {
		await machine.run("apt-get", ["update"], 300);
		await machine.run("apt-get", ["install", "-y", "--no-install-recommends", debianPackage], 900);
	} catch {
		return undefined;
	}
	return installed(browser, machine);
}

async function fromPuppeteer(browser: Browser, machine: Machine): Promise<string | undefined> {
	const { puppeteerName } = whereabouts[browser];
	machine.say(`No ${browser} here: asking puppeteer for ${puppeteerName}.`);
	try {
		const args = ["browsers", "install", puppeteerName, "--format", "{{path}}"];
		const file = (await machine.run("puppeteer", args, 300)).trim().split("\n").at(-1) ?? "";
		return machine.canRun(file) ? file : undefined;
	} catch {
		return undefined;
	}
}

function refuse(browser: Browser): never {
	const { debianPackage, variable } = whereabouts[browser];
	throw new Error(
		`No ${browser} was found: install it (Debian: apt-get install ${debianPackage}) or set ${variable} to its executable.`,
	);
}

function thisMachine(): Machine {
	return {
		env: process.env,
		path: process.env["PATH"] ?? "",
		isRoot: process.getuid?.() === 0,
		canRun,
		exists: existsSync,
		run: async (command, args, seconds) => {
			const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
			const { stdout } = await promisify(execFile)(command, args, { timeout: seconds * 1000, env });
			return stdout;
		},
		say: (line) => console.log(line),
	};
}

function canRun(file: string): boolean {
	try {
		accessSync(file, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}
