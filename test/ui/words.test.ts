import { describe, expect, it } from "vitest";
import english from "../../public/_locales/en/messages.json" with { type: "json" };
import russian from "../../public/_locales/ru/messages.json" with { type: "json" };
import { spokenLanguage } from "../../src/ui/language.ts";
import { createWords } from "../../src/ui/words.ts";

const NOW = 1_794_000_000;
const en = createWords("en", english);
const ru = createWords("ru", russian);

describe("the words of a page", () => {
	it("leave a placeholder standing that got no value, and one that is not theirs", () => {
		expect(en.t("sign_out_name")).toBe("Sign out $name$");
		expect(en.t("sign_out_name", { other: "x" })).toBe("Sign out $name$");
	});

	it("put values in as they are, whatever stands in them", () => {
		expect(en.t("sign_out_name", { name: "$name$ $& <b>" })).toBe("Sign out $name$ $& <b>");
		expect(ru.t("sign_out_name", { name: "Ада" })).toBe("Выйти: Ада");
	});

	it.each([
		[0, "this minute", "в эту минуту"],
		[-30, "this minute", "в эту минуту"],
		[-300, "5 minutes ago", "5 минут назад"],
		[-7200, "2 hours ago", "2 часа назад"],
		[-86_400, "yesterday", "вчера"],
		[1800, "in 30 minutes", "через 30 минут"],
		[40_000_000, "next year", "в следующем году"],
	])("say %d seconds from now as people do", (seconds, inEnglish, inRussian) => {
		expect(en.distance(NOW + seconds, NOW)).toBe(inEnglish);
		expect(ru.distance(NOW + seconds, NOW)).toBe(inRussian);
	});

	it("write numbers as their language does", () => {
		expect(en.number(1000)).toBe("1,000");
		expect(ru.number(12_345).replaceAll(/\s/g, " ")).toBe("12 345");
	});
});

describe("the language that is spoken", () => {
	it.each([
		["auto", "ru", "ru"],
		["auto", "ru-RU", "ru"],
		["auto", "RU", "ru"],
		["auto", "en-GB", "en"],
		["auto", "rue", "en"],
		["auto", "", "en"],
		["en", "ru-RU", "en"],
		["ru", "de", "ru"],
	] as const)("chosen %s in a browser in %s is %s", (chosen, browser, spoken) => {
		expect(spokenLanguage(chosen, browser)).toBe(spoken);
	});
});
