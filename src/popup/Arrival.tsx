import { useRef } from "preact/hooks";
import type { AccountView } from "../contract/control.ts";
import { Announcement } from "../ui/Announcement.tsx";
import { useWords } from "../ui/speech.tsx";

/** Says to a screen reader who has come while the popup was open: the others see it in the list. */
export function Arrival({ accounts }: { accounts: readonly AccountView[] }) {
	const { t } = useWords();
	const known = useRef(new Set(accounts.map(({ uid }) => uid)));
	const text = useRef("");
	const newcomer = accounts.find(({ uid }) => !known.current.has(uid));
	if (newcomer) text.current = t("signed_in_as", { name: newcomer.displayName });
	known.current = new Set(accounts.map(({ uid }) => uid));
	return <Announcement text={text.current} />;
}
