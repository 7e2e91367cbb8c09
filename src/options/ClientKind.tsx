import { Button } from "../ui/Button.tsx";
import { useWords } from "../ui/speech.tsx";

interface ClientKindProps {
	isConfidential: boolean;
	/** Undefined when no secret is stored. */
	onRemoveSecret: (() => void) | undefined;
}

/** Which kind of client this is (RFC 6749 section 2.1), and what follows from it. */
export function ClientKind({ isConfidential, onRemoveSecret }: ClientKindProps) {
	const { t } = useWords();
	return (
		<div class="kind">
			<p>
				<span class="badge">{t(isConfidential ? "kind_confidential" : "kind_public")}</span>{" "}
				{t(isConfidential ? "kind_confidential_text" : "kind_public_text")}
			</p>
			{onRemoveSecret && <Button onPress={onRemoveSecret}>{t("remove_secret")}</Button>}
		</div>
	);
}
