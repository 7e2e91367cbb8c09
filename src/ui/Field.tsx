import type { ComponentChildren, Ref } from "preact";
import { useId } from "preact/hooks";
import { WarningIcon } from "./icons.tsx";

interface FieldProps {
	label: string;
	value: string;
	onValue: (value: string) => void;
	/** What to write here, in a sentence. */
	hint?: ComponentChildren;
	/** What is wrong with what is written here. */
	problem?: string | undefined;
	placeholder?: string | undefined;
	/** `secret` hides what is written, `code` shows it in letters of one width. */
	look?: "text" | "secret" | "code";
	disabled?: boolean;
	inputRef?: Ref<HTMLInputElement>;
}

/** A text box with its label, hint and problem. A secret is hidden by style, so that it is a text box all the same. */
export function Field(props: FieldProps) {
	const id = useId();
	const { label, value, onValue, hint, problem, placeholder, look = "text", disabled, inputRef } = props;
	const described = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(" ");
	return (
		<div class="field">
			<label for={id}>{label}</label>
			<input
				id={id}
				ref={inputRef ?? null}
				class={`input ${look}`}
				type="text"
				value={value}
				placeholder={placeholder}
				disabled={disabled}
				autocomplete="off"
				autocapitalize="off"
				spellcheck={false}
				aria-invalid={problem ? true : undefined}
				aria-describedby={described || undefined}
				onInput={(event) => onValue(event.currentTarget.value)}
			/>
			{problem && (
				<p class="problem" id={`${id}-problem`}>
					<WarningIcon />
					{problem}
				</p>
			)}
			{hint && (
				<p class="hint" id={`${id}-hint`}>
					{hint}
				</p>
			)}
		</div>
	);
}
