import { meaningOf } from "./rights.ts";
import { useWords } from "./speech.tsx";

/** A right in words, its technical name beneath. */
export function Right({ scope }: { scope: string }) {
	const { t } = useWords();
	return (
		<>
			<span class="right-meaning">{t(meaningOf(scope) ?? "right_unknown")}</span>
			<code class="right-name">{scope}</code>
		</>
	);
}

/** Rights as a list; none at all means everything the app is registered for. */
export function RightsList({ scopes }: { scopes: readonly string[] }) {
	const { t } = useWords();
	if (scopes.length === 0) return <p class="rights-all">{t("rights_all")}</p>;
	return (
		<ul class="rights">
			{scopes.map((scope) => (
				<li key={scope}>
					<Right scope={scope} />
				</li>
			))}
		</ul>
	);
}
