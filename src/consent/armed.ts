import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { ARMING_MS, isArmed } from "./arming.ts";
import type { ConsentHost } from "./consent-host.ts";

/** Whether the buttons are armed now, to be shown; and the same judged at the moment of a press. */
export interface Arming {
	isArmed: boolean;
	judge: () => boolean;
}

/** Disarms when the window appears, regains the focus or becomes visible, and arms half a second later. */
export function useArming(host: Pick<ConsentHost, "after">): Arming {
	const [armed, setArmed] = useState(false);
	const since = useRef(performance.now());
	const judge = useCallback(
		() =>
			isArmed({
				now: performance.now(),
				since: since.current,
				isVisible: document.visibilityState === "visible",
			}),
		[],
	);
	useEffect(() => {
		let stop: (() => void) | undefined;
		const disarm = () => {
			stop?.();
			since.current = performance.now();
			setArmed(false);
			stop = host.after(ARMING_MS + 1, () => setArmed(judge()));
		};
		disarm();
		window.addEventListener("focus", disarm);
		document.addEventListener("visibilitychange", disarm);
		return () => {
			stop?.();
			window.removeEventListener("focus", disarm);
			document.removeEventListener("visibilitychange", disarm);
		};
	}, [host, judge]);
	return { isArmed: armed, judge };
}
