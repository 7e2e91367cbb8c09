import { Button } from "../ui/Button.tsx";
import { Sign, SlidersIcon } from "../ui/icons.tsx";
import { useWords } from "../ui/speech.tsx";

/** The popup's head: what this is, and the way to the options. */
export function Top({ onOptions }: { onOptions: () => void }) {
	const { t } = useWords();
	return (
		<header class="top">
			<Sign />
			<h1>{t("name")}</h1>
			<Button kind="quiet" label={t("options")} onPress={onOptions}>
				<SlidersIcon />
			</Button>
		</header>
	);
}
