import { Right, RightsList } from "../ui/Rights.tsx";
import { useWords } from "../ui/speech.tsx";
import type { AskedRights } from "./asked-rights.ts";

interface AskedRightsListProps {
	rights: AskedRights;
	ticked: readonly string[];
	onTicked: (ticked: readonly string[]) => void;
}

/** What the site would newly be allowed; what it has already stays folded. */
export function AskedRightsList({ rights, ticked, onTicked }: AskedRightsListProps) {
	const { t, number } = useWords();
	const { required, optional, held, isEverything } = rights;
	const isNothingNew = !isEverything && required.length === 0 && optional.length === 0;
	const toggle = (scope: string, isOn: boolean) =>
		onTicked(isOn ? [...ticked, scope] : ticked.filter((other) => other !== scope));
	return (
		<section class="asked">
			<h2>{t(held.length > 0 ? "asks_more" : "will_be_able")}</h2>
			{isNothingNew && <p>{t("nothing_new")}</p>}
			{(isEverything || required.length > 0) && <RightsList scopes={required} />}
			{optional.length > 0 && (
				<fieldset>
					<legend>{t("optional_rights")}</legend>
					{optional.map((scope) => (
						<label key={scope} class="tick">
							<input
								type="checkbox"
								checked={ticked.includes(scope)}
								onChange={(event) => toggle(scope, event.currentTarget.checked)}
							/>
							<span>
								<Right scope={scope} />
							</span>
						</label>
					))}
				</fieldset>
			)}
			{held.length > 0 && (
				<details>
					<summary>{t("has_already", { count: number(held.length) })}</summary>
					<RightsList scopes={held} />
				</details>
			)}
		</section>
	);
}
