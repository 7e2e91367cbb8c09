import { useAction } from "../ui/action.ts";
import { Choice } from "../ui/Choice.tsx";
import { ErrorNotice } from "../ui/Notice.tsx";
import { useWords } from "../ui/speech.tsx";
import type { SectionProps } from "./section.ts";

const LANGUAGES = ["auto", "en", "ru"] as const;

/** Which language the three pages speak. */
export function LanguageSection({ host, settings }: SectionProps) {
	const { t } = useWords();
	const choosing = useAction();
	return (
		<>
			<Choice
				label={t("language_of_pages")}
				value={settings.language}
				onValue={(language) => void choosing.run(() => host.ask("setLanguage", { language }))}
				options={LANGUAGES.map((value) => ({ value, text: t(`language_${value}`) }))}
			/>
			<ErrorNotice error={choosing.error} />
		</>
	);
}
