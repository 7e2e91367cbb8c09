import { useRef, useState } from "preact/hooks";
import type { SettingsFile } from "../contract/settings.ts";
import { Announcement } from "../ui/Announcement.tsx";
import { useAction } from "../ui/action.ts";
import { Button } from "../ui/Button.tsx";
import { hostPatterns } from "../ui/hosts.ts";
import { ErrorNotice, Notice } from "../ui/Notice.tsx";
import { useWords } from "../ui/speech.tsx";
import type { OptionsHost } from "./options-host.ts";
import { addressesOf } from "./server-draft.ts";
import { readSettings } from "./settings-file.ts";

/** Reads a file, says what is in it, and takes it over when the person wants that. */
export function ImportSettings({ host }: { host: OptionsHost }) {
	const { t, number } = useWords();
	const input = useRef<HTMLInputElement>(null);
	const [chosen, setChosen] = useState<SettingsFile | "unreadable">();
	const [isDone, setDone] = useState(false);
	const importing = useAction();
	const choose = async (box: HTMLInputElement) => {
		const file = box.files?.[0];
		setDone(false);
		setChosen(file && (readSettings(await file.text()) ?? "unreadable"));
		// The same file, mended, can be chosen again.
		box.value = "";
	};
	const take = (file: SettingsFile) => {
		const patterns = hostPatterns(file.environments.flatMap(addressesOf));
		// Without the permission a server of the file cannot be reached yet; its settings are taken all the same.
		if (patterns.length > 0) host.requestOrigins(patterns).catch(() => false);
		void importing
			.run(() => host.ask("importSettings", { file }))
			.then((done) => {
				setDone(done);
				if (done) setChosen(undefined);
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
					<p>
						{t("import_content", {
							servers: number(chosen.environments.length),
							apps: number(chosen.clients.length),
						})}
					</p>
					<p class="actions">
						<Button kind="primary" busy={importing.isBusy} onPress={() => take(chosen)}>
							{t("import_settings")}
						</Button>
					</p>
				</Notice>
			)}
			<ErrorNotice error={importing.error} />
			<Announcement visible text={isDone ? t("import_done") : ""} />
		</div>
	);
}
