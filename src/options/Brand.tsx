import { Sign } from "../ui/icons.tsx";
import { useWords } from "../ui/speech.tsx";

/** The name of all this, as the page's heading. */
export function Brand() {
	const { t } = useWords();
	return (
		<div class="brand">
			<Sign />
			<h1>{t("name")}</h1>
		</div>
	);
}
