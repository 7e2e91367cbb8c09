import { describe, expect, it } from "vitest";
import { type Browser, findBrowser, type Machine } from "../../scripts/browsers.ts";

type Story = { machine: Machine; ran: string[]; said: string[] };

function machineWith(files: readonly string[], change: Partial<Machine> = {}): Story {
	const ran: string[] = [];
	const said: string[] = [];
	const machine: Machine = {
		env: {},
		path: "/usr/local/bin:/usr/bin",
		isRoot: false,
		canRun: (file) => files.includes(file),
		exists: (file) => files.includes(file),
		run: async (command, args) => {
			ran.push([command, ...args].join(" "));
			throw new Error("offline");
		},
		say: (line) => said.push(line),
		...change,
	};
	return { machine, ran, said };
}

describe("findBrowser", () => {
	it.each<[Browser, string, string]>([
		["chrome", "CHROME_PATH", "apt-get install chromium"],
		["firefox", "FIREFOX_PATH", "apt-get install firefox-esr"],
	])("says in one sentence what to install when there is no %s", async (browser, variable, command) => {
		const { machine } = machineWith([]);
		const refusal = findBrowser(browser, machine);
		await expect(refusal).rejects.toThrow(command);
		await expect(refusal).rejects.toThrow(variable);
	});

	it("refuses a CHROME_PATH that is no executable instead of taking another browser", async () => {
		const { machine } = machineWith(["/usr/bin/chromium"], { env: { CHROME_PATH: "/gone" } });
		await expect(findBrowser("chrome", machine)).rejects.toThrow("CHROME_PATH is /gone");
	});

	it("leaves apt alone when not root", async () => {
		const { machine, ran } = machineWith(["/etc/debian_version"]);
		await expect(findBrowser("chrome", machine)).rejects.toThrow();
		expect(ran.filter((line) => line.startsWith("apt-get"))).toEqual([]);
	});

	it("leaves apt alone when root elsewhere than on Debian", async () => {
		const { machine, ran } = machineWith([], { isRoot: true });
		await expect(findBrowser("chrome", machine)).rejects.toThrow();
		expect(ran.filter((line) => line.startsWith("apt-get"))).toEqual([]);
	});

	it("does not believe a download that left no executable", async () => {
		const { machine } = machineWith([], { run: async () => "/cache/chrome\n" });
		await expect(findBrowser("chrome", machine)).rejects.toThrow("No chrome was found");
	});

	it("prefers the browser that the environment names", async () => {
		const { machine } = machineWith(["/usr/bin/chromium", "/my/chrome"], {
			env: { CHROME_PATH: "/my/chrome" },
		});
		expect(await findBrowser("chrome", machine)).toBe("/my/chrome");
	});

	it.each<[Browser, string]>([
		["chrome", "/usr/bin/chromium"],
		["chrome", "/usr/local/bin/google-chrome-stable"],
		["chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"],
		["firefox", "/usr/bin/firefox-esr"],
		["firefox", "/usr/bin/firefox"],
		["firefox", "/Applications/Firefox.app/Contents/MacOS/firefox"],
	])("finds the system's %s at %s without running anything", async (browser, file) => {
		const { machine, ran, said } = machineWith([file]);
		expect(await findBrowser(browser, machine)).toBe(file);
		expect({ ran, said }).toEqual({ ran: [], said: [] });
	});

	it("installs Debian's package when root on Debian, and says so", async () => {
		const files = ["/etc/debian_version"];
		const ran: string[] = [];
		const { machine, said } = machineWith(files, {
			isRoot: true,
			run: async (command, args) => {
				ran.push([command, ...args].join(" "));
				if (args.includes("install")) files.push("/usr/bin/firefox-esr");
				return "";
			},
		});
		expect(await findBrowser("firefox", machine)).toBe("/usr/bin/firefox-esr");
		expect(ran).toEqual(["apt-get update", "apt-get install -y --no-install-recommends firefox-esr"]);
		expect(said).toEqual(["No firefox here: installing Debian's package firefox-esr."]);
	});

	it("takes puppeteer's download when Debian's packages cannot be had", async () => {
		const { machine } = machineWith(["/etc/debian_version", "/cache/chrome"], {
			isRoot: true,
			run: async (command) => {
				if (command === "apt-get") throw new Error("offline");
				return "/cache/chrome\n";
			},
		});
		expect(await findBrowser("chrome", machine)).toBe("/cache/chrome");
	});
});
