import type { EnvironmentView } from "../contract/control.ts";
import type { ClientInput } from "../contract/settings.ts";
import { CopyButton } from "../ui/CopyButton.tsx";
import { useWords } from "../ui/speech.tsx";
import type { OptionsHost } from "./options-host.ts";

interface RedirectUriProps {
	host: OptionsHost;
	environment: EnvironmentView;
	wayBack: ClientInput["wayBack"];
}

/** The address to register with the app, to be copied; an app with the verification page has its own already. */
export function RedirectUri({ host, environment, wayBack }: RedirectUriProps) {
	const { t } = useWords();
	if (wayBack === "verification_page") return <p class="hint">{t("redirect_uri_fixed")}</p>;
	const { redirectUri } = environment;
	return (
		<div class="field">
			<h3>{t("redirect_uri")}</h3>
			<code class="address">{redirectUri}</code>
			<p class="hint">{t("redirect_uri_hint")}</p>
			<CopyButton label={t("copy")} copy={() => host.copy(redirectUri)} />
		</div>
	);
}
