import type { SignOutReport } from "../contract/control.ts";
import { Notice } from "../ui/Notice.tsx";
import { useWords } from "../ui/speech.tsx";

/** What became of the tokens of the account that was just signed out. */
export function SignedOut({ report }: { report: SignOutReport | undefined }) {
	const { t } = useWords();
	if (!report) return null;
	const { revocation, address } = report;
	return (
		<Notice tone={revocation === "some_live_on" ? "info" : "good"}>
			<p>{t(`signed_out_${revocation}`)}</p>
			{address !== undefined && (
				<p>
					<a href={address} target="_blank" rel="noreferrer">
						{t("signed_out_address")}
					</a>
				</p>
			)}
		</Notice>
	);
}
