import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";

/** The house is what its import lines say: who may know whom. */

const MAY_USE: Record<string, readonly string[]> = {
	contract: [],
	oauth: ["contract"],
	broker: ["contract", "oauth"],
	background: ["contract", "broker"],
	relay: ["contract"],
	page: ["contract"],
	ui: ["contract"],
	popup: ["contract", "ui"],
	options: ["contract", "ui"],
	consent: ["contract", "ui"],
};

const PACKAGES: Record<string, (file: string) => boolean> = {
	"webextension-polyfill": (file) => /^(background\/index|(popup|options|consent)\/main)\.tsx?$/.test(file),
	"idb-keyval": (file) => file === "background/database.ts",
	preact: (file) => /^(ui|popup|options|consent)\//.test(file),
	oauth4webapi: (file) => file.startsWith("oauth/"),
	valibot: (file) => !file.startsWith("page/"),
};

interface Import {
	file: string;
	from: string;
	typeOnly: boolean;
}

const files = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((file) =>
	/\.tsx?$/.test(file),
);
const imports: Import[] = files.flatMap((file) => importsOf(file, readFileSync(join("src", file), "utf8")));

function importsOf(file: string, text: string): Import[] {
	const lines = text.matchAll(/^(?:import|export)\s+(type\s+)?(?:[^;"']*?\sfrom\s+)?["']([^"']+)["']/gm);
	return [...lines].map(([, type, from = ""]) => ({ file, from, typeOnly: type !== undefined }));
}

const roomOf = (file: string) => file.split("/")[0] ?? "";
const show = ({ file, from }: Import) => `${file} imports ${from}`;

describe("the house", () => {
	it("has only the rooms of the plan", () => {
		expect([...new Set(files.map(roomOf))].filter((room) => !(room in MAY_USE))).toEqual([]);
	});

	it.each(Object.entries(MAY_USE))("%s uses only %j", (room, allowed) => {
		const wrong = imports.filter(({ file, from }) => {
			if (roomOf(file) !== room || !from.startsWith(".") || from.endsWith(".json")) return false;
			const target = roomOf(normalize(join(dirname(file), from)));
			return target !== room && !allowed.includes(target);
		});
		expect(wrong.map(show)).toEqual([]);
	});

	it("uses packages only where they belong (types may travel)", () => {
		const wrong = imports.filter(({ file, from, typeOnly }) => {
			if (from.startsWith(".") || typeOnly) return false;
			const [name = ""] = from.split("/");
			return !PACKAGES[name]?.(file);
		});
		expect(wrong.map(show)).toEqual([]);
	});

	it("names every module with its file", () => {
		expect(
			imports.filter(({ from }) => from.startsWith(".") && !/\.(tsx?|css|json)$/.test(from)).map(show),
		).toEqual([]);
	});
});
