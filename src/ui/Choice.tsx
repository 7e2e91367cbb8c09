import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

interface ChoiceProps<T extends string> {
	label: string;
	value: T;
	options: readonly { value: T; text: string }[];
	onValue: (value: T) => void;
	hint?: ComponentChildren;
	disabled?: boolean;
}

/** A native list to choose one of. */
export function Choice<T extends string>({ label, value, options, onValue, hint, disabled }: ChoiceProps<T>) {
	const id = useId();
	const choose = (chosen: string) => {
		const option = options.find((candidate) => candidate.value === chosen);
		if (option) onValue(option.value);
	};
	return (
		<div class="field">
			<label for={id}>{label}</label>
			<select
				id={id}
				class="input select"
				value={value}
				disabled={disabled}
				aria-describedby={hint ? `${id}-hint` : undefined}
				onChange={(event) => choose(event.currentTarget.value)}
			>
				{options.map((option) => (
					<option key={option.value} value={option.value}>
						{option.text}
					</option>
				))}
			</select>
			{hint && (
				<p class="hint" id={`${id}-hint`}>
					{hint}
				</p>
			)}
		</div>
	);
}
