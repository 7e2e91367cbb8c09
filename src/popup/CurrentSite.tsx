import { useRef } from "preact/hooks";
import type { ConsentView, SiteView } from "../contract/control.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { useAction } from "../ui/action.ts";
import { Button } from "../ui/Button.tsx";
import { hostPatterns } from "../ui/host-patterns.ts";
import { GlobeIcon } from "../ui/icons.tsx";
import { ErrorNotice } from "../ui/Notice.tsx";
import { RightsList } from "../ui/Rights.tsx";
import { useWords } from "../ui/speech.tsx";
import type { PopupHost } from "./popup-host.ts";
import { shortAddress } from "./short-address.ts";

/** The site in front of the person: connected as whom and with which rights, or how to connect it. */
export function CurrentSite({ host, view }: { host: PopupHost; view: SiteView }) {
	const { t } = useWords();
	const { site, consents, reachable } = view;
	const heading = useRef<HTMLHeadingElement>(null);
	const acting = useAction();
	const disconnect = async ({ account }: ConsentView) => {
		const done = await acting.run(() => host.ask("disconnect", { site, uid: account.uid }));
		if (done) heading.current?.focus();
	};
	const connect = () => {
		// The browser's question must come straight from the press. It may close this popup, so the wish goes out at
		// once; the permission fulfils it.
		const permitted = host.requestOrigins(hostPatterns([site]));
		const wished = host.ask("connectSite", { site });
		void acting.run(() => Promise.all([permitted, wished]));
	};
	return (
		<section class="site">
			<h2 ref={heading} tabIndex={-1} class="site-name" title={site}>
				<GlobeIcon />
				<bdi>{shortAddress(site)}</bdi>
			</h2>
			{consents.map((consent) => (
				<Connection
					key={consent.account.uid + consent.clientId}
					consent={consent}
					isBusy={acting.isBusy}
					onDisconnect={disconnect}
				/>
			))}
			{consents.length === 0 && <p class="hint">{t(reachable ? "site_unconnected" : "site_unreachable")}</p>}
			{!reachable && (
				<Button busy={acting.isBusy} onPress={connect}>
					{t("connect_site")}
				</Button>
			)}
			<ErrorNotice error={acting.error} />
		</section>
	);
}

interface ConnectionProps {
	consent: ConsentView;
	isBusy: boolean;
	onDisconnect: (consent: ConsentView) => void;
}

function Connection({ consent, isBusy, onDisconnect }: ConnectionProps) {
	const { t } = useWords();
	const { account, scopes } = consent;
	const { displayName, avatarUrl } = account;
	return (
		<div class="connection">
			<div class="connection-who">
				<Avatar name={displayName} url={avatarUrl} size="small" />
				<p class="connection-name">
					<span class="hint">{t("connected_as")}</span>
					<span class="account-name" title={displayName}>
						{displayName}
					</span>
				</p>
				<Button
					kind="quiet"
					label={t("disconnect_name", { name: displayName })}
					busy={isBusy}
					onPress={() => onDisconnect(consent)}
				>
					{t("disconnect")}
				</Button>
			</div>
			<details>
				<summary>{t("what_it_may")}</summary>
				<RightsList scopes={scopes} />
			</details>
		</div>
	);
}
