import { useState } from "preact/hooks";
import { useAction } from "../ui/action.ts";
import { ErrorNotice } from "../ui/Notice.tsx";
import { useWords } from "../ui/speech.tsx";
import type { OptionsHost } from "./options-host.ts";

/** Firefox: whether every site may ask, or only those that the person connected. */
export function Everywhere({ host, isOn }: { host: OptionsHost; isOn: boolean }) {
	const { t } = useWords();
	const [wanted, setWanted] = useState<boolean>();
	const switching = useAction();
	const change = (on: boolean) => {
		setWanted(on);
		// The browser's question must come straight from the press.
		const permitted = on ? host.requestOrigins(["https://*/*"]) : Promise.resolve(true);
		void switching
			.run(async () => {
				if (await permitted) await host.ask("connectEverywhere", { on });
			})
			.then(() => setWanted(undefined));
	};
	return (
		<>
			<label class="tick">
				<input
					type="checkbox"
					checked={wanted ?? isOn}
					onChange={(event) => change(event.currentTarget.checked)}
				/>
				<span>{t("everywhere")}</span>
			</label>
			<ErrorNotice error={switching.error} />
		</>
	);
}
