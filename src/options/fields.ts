import { useRef, useState } from "preact/hooks";
import { useWords } from "../ui/speech.tsx";
import type { MessageKey } from "../ui/words.ts";

/** What is wrong with which field. */
export type Problems<F extends string> = Partial<Record<F, MessageKey>>;

/** The first field that is wrong, in the order of the form: where the focus belongs. */
export function firstProblem<F extends string>(order: readonly F[], problems: Problems<F>): F | undefined {
	return order.find((field) => problems[field] !== undefined);
}

/**
 * The text boxes of a form: `bind` gives one its value, its problem and what to do on typing; `show` puts the
 * problems where they belong and the focus into the first. Typing in a box takes its problem away.
 */
export function useFields<F extends string, D extends Record<F, string>>(
	order: readonly F[],
	draft: D,
	onDraft: (draft: D) => void,
) {
	const { t } = useWords();
	const [problems, setProblems] = useState<Problems<F>>({});
	const boxes = useRef(new Map<F, HTMLInputElement>());
	return {
		bind(field: F) {
			const problem = problems[field];
			return {
				value: draft[field],
				problem: problem && t(problem),
				inputRef: (box: HTMLInputElement | null) => {
					if (box) boxes.current.set(field, box);
				},
				onValue: (value: string) => {
					setProblems((others) => ({ ...others, [field]: undefined }));
					onDraft({ ...draft, [field]: value });
				},
			};
		},
		show(found: Problems<F>) {
			setProblems(found);
			const first = firstProblem(order, found);
			const box = first && boxes.current.get(first);
			if (box) unfold(box);
			box?.focus();
		},
	};
}

/** What is folded away can neither be seen nor take the focus. */
function unfold(box: HTMLElement): void {
	const details = box.closest("details");
	if (details) details.open = true;
}
