import { useEffect } from "preact/hooks";
import { useAsked } from "../ui/asked.ts";
import { Speaking } from "../ui/speech.tsx";
import { Consent } from "./Consent.tsx";
import type { ConsentHost } from "./consent-host.ts";

/** The consent window. When there is nothing to ask any more, it goes. */
export function App({ host }: { host: ConsentHost }) {
	const prompt = useAsked(host, "prompt", { id: host.promptId });
	const overview = useAsked(host, "overview", {});
	const isOver = prompt.error !== undefined;
	useEffect(() => {
		if (isOver) host.close();
	}, [host, isOver]);
	const language = overview.value?.language ?? (overview.error && "auto");
	return (
		<Speaking host={host} language={language}>
			{prompt.value && !isOver && <Consent host={host} prompt={prompt.value} />}
		</Speaking>
	);
}
