import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import type { Arming } from "./armed.ts";
import type { PressListeners } from "./press.ts";

interface AnswerButtonProps {
	kind: "primary" | "plain";
	arming: Arming;
	listeners: PressListeners;
	children: ComponentChildren;
}

/** A button that answers the site, safe against presses meant for something else: disarmed at first, then wary. */
export function AnswerButton({ kind, arming, listeners, children }: AnswerButtonProps) {
	const button = useRef<HTMLButtonElement>(null);
	const hasFocus = button.current !== null && document.activeElement === button.current;
	return (
		<button
			type="button"
			class={`button ${kind}`}
			ref={button}
			// Truly disabled only without the focus, which a disabled button would lose.
			disabled={!arming.isArmed && !hasFocus}
			aria-disabled={!arming.isArmed}
			{...listeners}
		>
			{children}
		</button>
	);
}
