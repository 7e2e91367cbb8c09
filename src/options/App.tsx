import { useAsked } from "../ui/asked.ts";
import { Speaking } from "../ui/speech.tsx";
import { Unanswered } from "../ui/Unanswered.tsx";
import { Brand } from "./Brand.tsx";
import { Options } from "./Options.tsx";
import type { OptionsHost } from "./options-host.ts";

/** The options page. It shows nothing until the background has answered. */
export function App({ host }: { host: OptionsHost }) {
	const { value, error, again } = useAsked(host, "settings", {});
	return (
		<Speaking host={host} language={value?.language ?? (error && "auto")}>
			{value ? (
				<Options host={host} settings={value} />
			) : (
				<div class="page">
					<header class="side">
						<Brand />
					</header>
					<main>{error && <Unanswered error={error} onRetry={again} />}</main>
				</div>
			)}
		</Speaking>
	);
}
