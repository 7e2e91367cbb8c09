import { useAsked } from "../ui/asked.ts";
import { ErrorNotice } from "../ui/Notice.tsx";
import { Speaking } from "../ui/speech.tsx";
import { Popup } from "./Popup.tsx";
import type { PopupHost } from "./popup-host.ts";

/** The popup. It shows nothing until the background has answered, which takes a moment too short to see. */
export function App({ host }: { host: PopupHost }) {
	const { value, error } = useAsked(host, "overview", {});
	const language = value?.language ?? (error && "auto");
	return (
		<Speaking host={host} language={language}>
			{value ? <Popup host={host} overview={value} /> : <ErrorNotice error={error} />}
		</Speaking>
	);
}
