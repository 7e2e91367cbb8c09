import type { EnvironmentView } from "../contract/control.ts";
import { useWords } from "../ui/speech.tsx";

/** How to come by an app: at Yandex step by step, elsewhere in a sentence. */
export function RegisterHelp({ environment }: { environment: EnvironmentView }) {
	const { t } = useWords();
	if (environment.dialect !== "yandex") return <p class="hint">{t("register_elsewhere")}</p>;
	const address = new URL("/client/new", environment.authorization_endpoint).href;
	return (
		<details class="more">
			<summary>{t("register_title")}</summary>
			<ol class="steps">
				<li>
					{t("register_open")}{" "}
					<a href={address} target="_blank" rel="noreferrer">
						{address}
					</a>
				</li>
				<li>{t("register_kind")}</li>
				<li>{t("register_redirect")}</li>
				<li>{t("register_rights")}</li>
				<li>{t("register_paste")}</li>
			</ol>
		</details>
	);
}
