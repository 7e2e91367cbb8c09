import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import type { Arming } from "./armed.ts";
import type { ConsentHost } from "./consent-host.ts";
import { usePress } from "./press.ts";

interface AnswerButtonProps {
	host: ConsentHost;
	kind: "primary" | "plain";
	arming: Arming;
	onPress: () => void;
	children: ComponentChildren;
}

/** A button that answers the site, safe against presses meant for something else: disarmed at first, then wary. */
export function AnswerButton({ host, kind, arming, onPress, children }: AnswerButtonProps) {
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
			{...usePress(host, arming.judge, onPress)}
		>
			{children}
		</button>
	);
}
