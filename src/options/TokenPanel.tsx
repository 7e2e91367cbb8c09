import { useState } from "preact/hooks";
import type { Token } from "../contract/values.ts";
import { Button } from "../ui/Button.tsx";
import { CopyButton } from "../ui/CopyButton.tsx";
import { useWords } from "../ui/speech.tsx";
import type { OptionsHost } from "./options-host.ts";

/** A token, hidden until the person wants to see it. Where it is hidden it is not in the page at all. */
export function TokenPanel({ host, token }: { host: OptionsHost; token: Token }) {
	const { t, moment } = useWords();
	const [isShown, setShown] = useState(false);
	const { value, scheme, scopes, expiresAt } = token;
	return (
		<div class="token">
			<code class="address">{isShown ? value : "•".repeat(24)}</code>
			<p class="hint">
				{expiresAt === null ? t("try_endless") : t("try_until", { when: moment(expiresAt) })}{" "}
				{scopes.length > 0 && <code>{scopes.join(" ")}</code>}
			</p>
			<div class="form-end">
				<Button onPress={() => setShown(!isShown)}>{t(isShown ? "token_hide" : "token_show")}</Button>
				<CopyButton label={t("token_copy")} copy={() => host.copy(value)} />
				<CopyButton
					label={t("token_copy_header")}
					copy={() => host.copy(`Authorization: ${scheme} ${value}`)}
				/>
			</div>
		</div>
	);
}
