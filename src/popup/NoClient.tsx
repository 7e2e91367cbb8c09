import { Button } from "../ui/Button.tsx";
import { useWords } from "../ui/speech.tsx";

/** Before anything: without an app nobody can sign in, and the options are where an app is set up. */
export function NoClient({ onOptions }: { onOptions: () => void }) {
	const { t } = useWords();
	return (
		<section class="empty">
			<h2>{t("no_client_title")}</h2>
			<p>{t("no_client_text")}</p>
			<Button kind="primary" onPress={onOptions}>
				{t("set_up_app")}
			</Button>
		</section>
	);
}
