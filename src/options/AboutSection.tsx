import { useAsked } from "../ui/asked.ts";
import { CopyButton } from "../ui/CopyButton.tsx";
import { ErrorNotice } from "../ui/Notice.tsx";
import { useWords } from "../ui/speech.tsx";
import type { SectionProps } from "./section.ts";

/** Which version this is, and what to hand to someone who helps: all of it can be seen before. */
export function AboutSection({ host }: SectionProps) {
	const { t } = useWords();
	const { value, error } = useAsked(host, "diagnosis", {});
	const text = JSON.stringify(value, null, 2);
	return (
		<>
			<ErrorNotice error={error} />
			{value && (
				<>
					<p>{t("about_version", { version: value.version, browser: value.browser })}</p>
					<p class="hint">{t("diagnosis_hint")}</p>
					<div>
						<CopyButton label={t("diagnosis_copy")} copy={() => host.copy(text)} />
					</div>
					<details class="more">
						<summary>{t("diagnosis_see")}</summary>
						<pre class="diagnosis">{text}</pre>
					</details>
				</>
			)}
		</>
	);
}
