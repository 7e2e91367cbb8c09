import { useRef } from "preact/hooks";
import type { ConsentView } from "../contract/control.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { useAction } from "../ui/action.ts";
import { useAsked } from "../ui/asked.ts";
import { Button } from "../ui/Button.tsx";
import { ErrorNotice, Notice } from "../ui/Notice.tsx";
import { RightsList } from "../ui/Rights.tsx";
import { useWords } from "../ui/speech.tsx";
import { Everywhere } from "./Everywhere.tsx";
import type { SectionProps } from "./section.ts";

/** What each site may, and the way to end it at once. */
export function SitesSection({ host, settings }: SectionProps) {
	const { t, number } = useWords();
	const { value, error } = useAsked(host, "sites", {});
	const acting = useAction();
	const top = useRef<HTMLParagraphElement>(null);
	const disconnect = async ({ site, account }: ConsentView) => {
		const done = await acting.run(() => host.ask("disconnect", { site, uid: account.uid }));
		if (done) top.current?.focus();
	};
	return (
		<>
			<p class="lead" ref={top} tabIndex={-1}>
				{t("sites_lead")}
			</p>
			{settings.everywhere !== undefined && <Everywhere host={host} isOn={settings.everywhere} />}
			<ErrorNotice error={acting.error ?? error} />
			{settings.crowded.map((crowd) => (
				<Notice key={[crowd.uid, crowd.clientId].join(" ")} tone="info">
					<p>
						{t("crowded", {
							alive: number(crowd.alive),
							limit: number(crowd.limit),
							app: crowd.clientId,
						})}
					</p>
				</Notice>
			))}
			{value?.consents.length === 0 && <p class="nobody">{t("sites_none")}</p>}
			{value && value.consents.length > 0 && (
				<ul class="sites">
					{value.consents.map((consent) => (
						<SiteItem
							key={[consent.site, consent.account.uid, consent.clientId].join(" ")}
							consent={consent}
							now={host.now()}
							isBusy={acting.isBusy}
							onDisconnect={disconnect}
						/>
					))}
				</ul>
			)}
		</>
	);
}

interface SiteItemProps {
	consent: ConsentView;
	/** Seconds since 1970. */
	now: number;
	isBusy: boolean;
	onDisconnect: (consent: ConsentView) => void;
}

function SiteItem({ consent, now, isBusy, onDisconnect }: SiteItemProps) {
	const { t, moment, distance } = useWords();
	const { site, account, clientName, clientId, scopes, duration, grantedAt, expiresAt, lastUsedAt } = consent;
	return (
		<li class="site-item">
			<div class="site-head">
				<div class="site-who">
					<h3>
						<bdi>{site}</bdi>
					</h3>
					<p class="site-account">
						<Avatar name={account.displayName} url={account.avatarUrl} size="small" />
						<span>{account.displayName}</span>
						<span class="hint">{clientName ?? clientId}</span>
					</p>
				</div>
				<Button
					label={t("disconnect_site", { site, name: account.displayName })}
					busy={isBusy}
					onPress={() => onDisconnect(consent)}
				>
					{t("disconnect")}
				</Button>
			</div>
			<p class="hint">
				{[
					t("since", { when: moment(grantedAt) }),
					lastUsedAt === null ? t("never_used") : t("last_used", { when: distance(lastUsedAt, now) }),
					expiresAt === null ? t(`lasts_${duration}`) : t("ends", { when: distance(expiresAt, now) }),
				].join(" · ")}
			</p>
			<details>
				<summary>{t("what_it_may")}</summary>
				<RightsList scopes={scopes} />
			</details>
		</li>
	);
}
