import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import type { Arming } from "./armed.ts";
import { isDeliberate } from "./arming.ts";

interface AnswerButtonProps {
	kind: "primary" | "plain";
	arming: Arming;
	onPress: () => void;
	children: ComponentChildren;
}

/**
 * A button that answers the site, safe against presses meant for something else: disarmed at first, deaf to a key
 * that is held down and to the second half of a double click.
 */
export function AnswerButton({ kind, arming, onPress, children }: AnswerButtonProps) {
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
			onKeyDown={(event) => {
				if (event.repeat && (event.key === "Enter" || event.key === " ")) event.preventDefault();
			}}
			onClick={(event) => {
				if (arming.judge() && isDeliberate(event)) onPress();
			}}
		>
			{children}
		</button>
	);
}
