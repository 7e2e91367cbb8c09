import { type ComponentChildren, createContext } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";
import type { Language } from "../contract/settings.ts";
import type { Host } from "./host.ts";
import { spokenLanguage } from "./language.ts";
import { createWords, type Words } from "./words.ts";

const Speech = createContext<Words | undefined>(undefined);

/** The words of the language that is spoken. @throws Error outside of a `Spoken` page: a bug of ours. */
export function useWords(): Words {
	const words = useContext(Speech);
	if (words === undefined) throw new Error("There are no words outside of a page that speaks.");
	return words;
}

interface SpeakingProps {
	host: Host;
	/** Undefined while it is not known yet: then nothing is shown. */
	language: Language | undefined;
	children: ComponentChildren;
}

/** Shows its children once their language is loaded, and again when another one is chosen. */
export function Speaking({ host, language, children }: SpeakingProps) {
	const [words, setWords] = useState<Words>();
	const spoken = language && spokenLanguage(language, host.browserLanguage);
	useEffect(() => {
		if (spoken === undefined) return;
		let isWanted = true;
		void host.loadMessages(spoken).then((messages) => {
			if (!isWanted) return;
			document.documentElement.lang = spoken;
			setWords(createWords(spoken, messages));
		});
		return () => {
			isWanted = false;
		};
	}, [host, spoken]);
	return words && <Speech.Provider value={words}>{children}</Speech.Provider>;
}
