import { useAsked } from "../ui/asked.ts";
import { ErrorNotice } from "../ui/Notice.tsx";
import { Speaking } from "../ui/speech.tsx";
import { Brand } from "./Brand.tsx";
import { Options } from "./Options.tsx";
import type { OptionsHost } from "./options-host.ts";

/** The options page. It shows nothing until the background has answered. */
export function App({ host }: { host: OptionsHost }) {
	const { value, error } = useAsked(host, "settings", {});
	return (
		<Speaking host={host} language={value?.language ?? (error && "auto")}>
			{value ? (
				<Options host={host} settings={value} />
			) : (
				<main class="page">
					<Brand />
					<ErrorNotice error={error} />
				</main>
			)}
		</Speaking>
	);
}
