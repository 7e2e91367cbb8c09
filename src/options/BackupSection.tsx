import { useState } from "preact/hooks";
import { useAction } from "../ui/action.ts";
import { Button } from "../ui/Button.tsx";
import { ErrorNotice } from "../ui/Notice.tsx";
import { useWords } from "../ui/speech.tsx";
import { ImportSettings } from "./ImportSettings.tsx";
import type { SectionProps } from "./section.ts";

/** Settings as a file, out and in. Tokens are never in it. */
export function BackupSection({ host, settings }: SectionProps) {
	const { t } = useWords();
	const [secrets, setSecrets] = useState(false);
	const exporting = useAction();
	const save = async () => {
		const file = await host.ask("exportSettings", { secrets });
		host.save("token-broker-settings.json", JSON.stringify(file, null, "\t"));
	};
	return (
		<>
			<p class="lead">{t("backup_lead")}</p>
			<label class="tick">
				<input
					type="checkbox"
					checked={secrets}
					onChange={(event) => setSecrets(event.currentTarget.checked)}
				/>
				<span>{t("export_secrets")}</span>
			</label>
			<div>
				<Button busy={exporting.isBusy} onPress={() => void exporting.run(save)}>
					{t("export_settings")}
				</Button>
			</div>
			<ErrorNotice error={exporting.error} />
			<ImportSettings host={host} settings={settings} />
		</>
	);
}
