import { useEffect, useState } from "preact/hooks";
import { useAsked } from "../ui/asked.ts";
import { Speaking } from "../ui/speech.tsx";
import { Unanswered } from "../ui/Unanswered.tsx";
import { Popup } from "./Popup.tsx";
import type { PopupHost } from "./popup-host.ts";
import { Top } from "./Top.tsx";

/**
 * The popup. It shows nothing until the background has answered, which takes a moment too short to see: then all of
 * it stands at once, and nothing jumps.
 */
export function App({ host }: { host: PopupHost }) {
	const current = useCurrentSite(host);
	const overview = useAsked(host, "overview", {});
	const site = useAsked(host, "site", current.site === undefined ? undefined : { site: current.site });
	const isSiteKnown =
		current.isKnown && (current.site === undefined || site.value !== undefined || site.error !== undefined);
	const { value, error, again } = overview;
	const language = value === undefined ? error && "auto" : isSiteKnown ? value.language : undefined;
	return (
		<Speaking host={host} language={language}>
			{value ? (
				<Popup host={host} overview={value} site={site.value} />
			) : (
				<>
					<Top onOptions={() => void host.openOptions()} />
					<main>{error && <Unanswered error={error} onRetry={again} />}</main>
				</>
			)}
		</Speaking>
	);
}

/** The site in front of the person, once the browser has said whether there is one. */
function useCurrentSite(host: PopupHost): { isKnown: boolean; site?: string | undefined } {
	const [current, setCurrent] = useState<{ isKnown: boolean; site?: string | undefined }>({ isKnown: false });
	useEffect(() => {
		host.currentSite().then(
			(site) => setCurrent({ isKnown: true, site }),
			() => setCurrent({ isKnown: true }),
		);
	}, [host]);
	return current;
}
