import { useState } from "preact/hooks";
import { Button } from "./Button.tsx";
import { CheckIcon, CopyIcon } from "./icons.tsx";
import { useWords } from "./speech.tsx";

interface CopyButtonProps {
	label: string;
	/** Copies; rejects when the browser does not let it. */
	copy: () => Promise<void>;
}

/** Copies something to the clipboard and says whether that worked. */
export function CopyButton({ label, copy }: CopyButtonProps) {
	const { t } = useWords();
	const [outcome, setOutcome] = useState<"copied" | "not_copied">();
	const press = () => {
		setOutcome(undefined);
		copy().then(
			() => setOutcome("copied"),
			() => setOutcome("not_copied"),
		);
	};
	return (
		<span class="copy">
			<Button kind="plain" onPress={press}>
				{outcome === "copied" ? <CheckIcon /> : <CopyIcon />}
				{label}
			</Button>
			<span class="copy-outcome" role="status">
				{outcome && t(outcome)}
			</span>
		</span>
	);
}
