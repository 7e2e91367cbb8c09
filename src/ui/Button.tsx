import type { ComponentChildren, Ref } from "preact";

interface ButtonProps {
	children: ComponentChildren;
	onPress: () => void;
	/** `primary`: the one thing to do here; `quiet`: looks like text until it is pointed at. */
	kind?: "primary" | "plain" | "quiet" | "danger";
	/** The whole accessible name, where the visible words alone do not say what is meant. */
	label?: string;
	disabled?: boolean;
	/** Something that this button set off is under way. */
	busy?: boolean;
	buttonRef?: Ref<HTMLButtonElement>;
}

/** A button. While busy it keeps the focus and does nothing. */
export function Button(props: ButtonProps) {
	const { children, onPress, kind = "plain", label, disabled = false, busy = false, buttonRef } = props;
	return (
		<button
			type="button"
			class={`button ${kind}`}
			disabled={disabled}
			aria-disabled={busy ? true : undefined}
			aria-busy={busy ? true : undefined}
			aria-label={label}
			ref={buttonRef ?? null}
			onClick={() => {
				if (!busy) onPress();
			}}
		>
			{children}
		</button>
	);
}
