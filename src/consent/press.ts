import { useRef } from "preact/hooks";
import { DOUBLE_CLICK_MS, judgeClick } from "./arming.ts";
import type { ConsentHost } from "./consent-host.ts";

/** The listeners of a button that only a deliberate press sets off. */
export interface PressListeners {
	onClick(event: MouseEvent): void;
	onKeyDown(event: KeyboardEvent): void;
	onKeyUp(event: KeyboardEvent): void;
}

/**
 * Makes listeners for buttons that only a deliberate press sets off: a click that no second one follows, or Enter let
 * go again without having repeated. `isArmed` is asked when the press begins. Of two buttons pressed in a row the
 * last one counts.
 */
export function usePresses(
	host: Pick<ConsentHost, "after">,
	isArmed: () => boolean,
): (onPress: () => void) => PressListeners {
	const stopWaiting = useRef<(() => void) | undefined>(undefined);
	const isEnterDown = useRef(false);
	return (onPress) => ({
		onClick({ detail }) {
			stopWaiting.current?.();
			const judged = judgeClick({ detail, isArmed: isArmed() });
			if (judged === "act") onPress();
			if (judged === "wait") stopWaiting.current = host.after(DOUBLE_CLICK_MS, onPress);
		},
		onKeyDown(event) {
			if (event.key !== "Enter") return;
			// The browser would click at once, and again with each repeat.
			event.preventDefault();
			isEnterDown.current = !event.repeat && isArmed();
		},
		onKeyUp({ key }) {
			if (key !== "Enter" || !isEnterDown.current) return;
			isEnterDown.current = false;
			stopWaiting.current?.();
			onPress();
		},
	});
}
