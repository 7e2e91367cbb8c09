import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import english from "../../public/_locales/en/messages.json" with { type: "json" };
import russian from "../../public/_locales/ru/messages.json" with { type: "json" };
import { PASSPORT_ERROR_CODES } from "../../src/contract/errors.ts";

interface Message {
	message: string;
	placeholders?: Readonly<Record<string, { content: string }>>;
}
type Messages = Readonly<Record<string, Message>>;

const locales: Readonly<Record<string, Messages>> = { en: english, ru: russian };
const root = join(import.meta.dirname, "../../src");
const sources = ["ui", "popup", "options", "consent"].flatMap((room) =>
	readdirSync(join(root, room), { recursive: true, encoding: "utf8" })
		.filter((file) => /\.tsx?$/.test(file))
		.map((file) => ({ file: `${room}/${file}`, text: readFileSync(join(root, room, file), "utf8") })),
);
const code = sources.map(({ text }) => text).join("\n");
const manifest = readFileSync(join(root, "../manifest.json"), "utf8");

/** Names that are put together from a part and a value; the types hold that each of them exists. */
const composed = [...code.matchAll(/t\(`([a-z_]+_)\$\{/g)].map(([, part]) => part ?? "");

function isUsed(key: string): boolean {
	if (code.includes(`"${key}"`) || manifest.includes(`__MSG_${key}__`)) return true;
	if (new RegExp(`^\\s*${key}:`, "m").test(code)) return false;
	return composed.some((part) => key.startsWith(part));
}

function placeholdersIn({ message }: Message): string[] {
	return [...new Set([...message.matchAll(/\$([a-z]+)\$/g)].map(([, name]) => name ?? ""))].sort();
}

describe.each(Object.entries(locales))("the messages in %s", (_, messages) => {
	it("are the same as in English", () => {
		expect(Object.keys(messages).sort()).toEqual(Object.keys(english).sort());
	});

	it("are never empty", () => {
		expect(Object.keys(messages).filter((key) => messages[key]?.message.trim() === "")).toEqual([]);
	});

	it("have the placeholders that English has, and declare them, as the browsers want it", () => {
		for (const [key, message] of Object.entries(messages)) {
			const original = locales["en"]?.[key];
			expect(placeholdersIn(message), key).toEqual(original && placeholdersIn(original));
			expect(Object.keys(message.placeholders ?? {}).sort(), key).toEqual(placeholdersIn(message));
		}
	});

	it("have a sentence for each error of the contract", () => {
		const missing = [...PASSPORT_ERROR_CODES, "broker_not_found"].filter(
			(errorCode) => messages[`error_${errorCode}`] === undefined,
		);
		expect(missing).toEqual([]);
	});
});

describe("the pages' words", () => {
	it("are all used", () => {
		expect(Object.keys(english).filter((key) => !isUsed(key))).toEqual([]);
	});

	it("are never in the code: only in _locales", () => {
		const spoken = sources
			.filter(({ file }) => file.endsWith(".tsx"))
			.flatMap(({ file, text }) => wordsBetweenTags(text).map((words) => `${file}: ${words}`));
		expect(spoken).toEqual([]);
	});

	it("would be found there", () => {
		expect(wordsBetweenTags('<p>Hello there</p> <p class="x">{t("a")}</p><b> Привет</b>')).toEqual([
			"Hello there",
			"Привет",
		]);
	});

	it("are asked for in attributes too", () => {
		const attributes = /\b(?:aria-label|label|title|placeholder|alt|hint)="([^"]*\p{L}[^"]*)"/gu;
		const spoken = sources.flatMap(({ file, text }) =>
			[...text.matchAll(attributes)].map(([, words]) => `${file}: ${words}`),
		);
		expect(spoken).toEqual([]);
	});
});

/** Text of a JSX element: what stands between the end of a tag and the next one, outside of braces. */
function wordsBetweenTags(text: string): string[] {
	const between = /(?<!=)>([^<>{}();=]*\p{L}[^<>{}();=]*)</gu;
	return [...text.matchAll(between)].map(([, words]) => (words ?? "").trim()).filter((words) => words !== "");
}
