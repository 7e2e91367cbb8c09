import type { EnvironmentView } from "../contract/control.ts";
import { Choice } from "../ui/Choice.tsx";
import { useWords } from "../ui/speech.tsx";
import type { ClientDraft } from "./client-draft.ts";

interface ClientMoreProps {
	dialect: EnvironmentView["dialect"];
	draft: ClientDraft;
	onDraft: (draft: ClientDraft) => void;
}

/** What most people never need to change. */
export function ClientMore({ dialect, draft, onDraft }: ClientMoreProps) {
	const { t } = useWords();
	return (
		<details class="more">
			<summary>{t("more")}</summary>
			{dialect === "yandex" && (
				<Choice
					label={t("way_back")}
					hint={t("way_back_hint")}
					value={draft.wayBack}
					onValue={(wayBack) => onDraft({ ...draft, wayBack })}
					options={[
						{ value: "redirect", text: t("way_back_redirect") },
						{ value: "verification_page", text: t("way_back_verification_page") },
					]}
				/>
			)}
			<Choice
				label={t("authentication")}
				hint={t("authentication_hint")}
				value={draft.authentication}
				onValue={(authentication) => onDraft({ ...draft, authentication })}
				options={[
					{ value: "body", text: t("authentication_body") },
					{ value: "basic", text: t("authentication_basic") },
				]}
			/>
		</details>
	);
}
