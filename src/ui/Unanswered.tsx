import type { PassportErrorObject } from "../contract/errors.ts";
import { Button } from "./Button.tsx";
import { Notice } from "./Notice.tsx";
import { useWords } from "./speech.tsx";

interface UnansweredProps {
	error: PassportErrorObject;
	onRetry: () => void;
}

/** In place of a page whose first question to the background failed: there is nothing else to show. */
export function Unanswered({ error, onRetry }: UnansweredProps) {
	const { t } = useWords();
	return (
		<Notice tone="bad">
			<p>{t("cannot_show")}</p>
			<p class="detail" lang="en">
				{error.message}
			</p>
			<p class="actions">
				<Button onPress={onRetry}>{t("try_again")}</Button>
			</p>
		</Notice>
	);
}
