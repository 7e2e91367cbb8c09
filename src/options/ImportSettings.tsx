import { useRef, useState } from "preact/hooks";
import type { SettingsFile } from "../contract/settings.ts";
import { Announcement } from "../ui/Announcement.tsx";
import { useAction } from "../ui/action.ts";
import { Button } from "../ui/Button.tsx";
import { hostPatterns } from "../ui/host-patterns.ts";
import { ErrorNotice, Notice } from "../ui/Notice.tsx";
import { useWords } from "../ui/speech.tsx";
import { FileContent } from "./FileContent.tsx";
import type { SectionProps } from "./section.ts";
import { addressesOf } from "./server-draft.ts";
import { readSettings } from "./settings-file.ts";

/** Reads a file, says what is in it, and takes it over when the person wants that. */
export function ImportSettings({ host, settings }: SectionProps) {
	const { t } = useWords();
	const input = useRef<HTMLInputElement>(null);
	const [chosen, setChosen] = useState<SettingsFile | "unreadable">();
	const [outcome, setOutcome] = useState<"done" | "barred">();
	const importing = useAction();
	const choose = async (box: HTMLInputElement) => {
		const file = box.files?.[0];
		setOutcome(undefined);
		setChosen(file && (readSettings(await file.text()) ?? "unreadable"));
		// The same file, mended, can be chosen again.
		box.value = "";
	};
	const take = (file: SettingsFile) => {
		const patterns = hostPatterns(file.environments.flatMap(addressesOf));
		// The browser's question must come straight from the press, before anything is awaited.
		const permitted = patterns.length === 0 ? true : host.requestOrigins(patterns);
		setOutcome(undefined);
		void importing.run(async () => {
			if (!(await permitted)) return setOutcome("barred");
			await host.ask("importSettings", { file });
			setOutcome("done");
			setChosen(undefined);
		});
	};
	return (
		<div class="field import">
			{/* The browser's own control speaks the browser's language, not the chosen one. */}
			<input
				ref={input}
				type="file"
				hidden
				accept="application/json,.json"
				onChange={(event) => void choose(event.currentTarget)}
			/>
			<Button onPress={() => input.current?.click()}>{t("import_choose")}</Button>
			{chosen === "unreadable" && (
				<Notice tone="bad">
					<p>{t("import_unreadable")}</p>
				</Notice>
			)}
			{typeof chosen === "object" && (
				<Notice tone="info">
					<FileContent file={chosen} environments={settings.environments} />
					<p class="actions">
						<Button kind="primary" busy={importing.isBusy} onPress={() => take(chosen)}>
							{t("import_settings")}
						</Button>
					</p>
				</Notice>
			)}
			{outcome === "barred" && (
				<Notice tone="bad">
					<p>{t("import_refused")}</p>
				</Notice>
			)}
			<ErrorNotice error={importing.error} />
			<Announcement visible text={outcome === "done" ? t("import_done") : ""} />
		</div>
	);
}
