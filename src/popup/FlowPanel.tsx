import { useState } from "preact/hooks";
import type { FlowView } from "../contract/control.ts";
import { useAction } from "../ui/action.ts";
import { Button } from "../ui/Button.tsx";
import { CopyButton } from "../ui/CopyButton.tsx";
import { environmentTitle } from "../ui/environments.ts";
import { Field } from "../ui/Field.tsx";
import { ErrorNotice, isRefusedByPage, Notice } from "../ui/Notice.tsx";
import { useWords } from "../ui/speech.tsx";
import { DeviceCode } from "./DeviceCode.tsx";
import type { PopupHost } from "./popup-host.ts";
import type { SignInWish } from "./SignIn.tsx";
import { shortAddress } from "./short-address.ts";

interface FlowPanelProps {
	host: PopupHost;
	flow: FlowView;
	/** The redirect URI to register with the app of the flow, where it has one. */
	redirectUri: string | undefined;
	onRetry: (wish: SignInWish) => void;
}

/** The flow under way: what is happening and how to end it. Or how the last one failed. */
export function FlowPanel(props: FlowPanelProps) {
	return props.flow.state === "running" ? <RunningFlow {...props} /> : <FailedFlow {...props} />;
}

function RunningFlow({ host, flow }: FlowPanelProps) {
	const words = useWords();
	const { t } = words;
	const cancelling = useAction();
	const { environment, site, device, acceptsCode } = flow;
	const where = environmentTitle(environment, words);
	return (
		<section class="flow" aria-label={t("flow")}>
			<p class="flow-title" role="status">
				<span class="pulse" aria-hidden="true" />
				{site === undefined
					? t("flow_running", { where })
					: t("flow_running_for", { where, site: shortAddress(site) })}
			</p>
			{device ? <DeviceCode device={device} now={host.now} /> : <p class="hint">{t("flow_window")}</p>}
			{acceptsCode && <CodeForm host={host} />}
			<Button busy={cancelling.isBusy} onPress={() => void cancelling.run(() => host.ask("cancelFlow", {}))}>
				{t("cancel")}
			</Button>
			<ErrorNotice error={cancelling.error} />
		</section>
	);
}

/** For the person whose window shows a code and cannot hand it over by itself. */
function CodeForm({ host }: { host: PopupHost }) {
	const { t } = useWords();
	const [text, setText] = useState("");
	const entering = useAction();
	return (
		<details>
			<summary>{t("code_by_hand")}</summary>
			<Field label={t("code")} hint={t("code_hint")} value={text} onValue={setText} look="code" />
			<Button
				busy={entering.isBusy}
				disabled={text.trim() === ""}
				onPress={() => void entering.run(() => host.ask("enterCode", { text: text.trim() }))}
			>
				{t("continue")}
			</Button>
			<ErrorNotice error={entering.error} />
		</details>
	);
}

/** What can be mended in the options. */
const MENDED_IN_OPTIONS: ReadonlySet<string> = new Set([
	"credentials_not_found",
	"credentials_invalid",
	"scope_invalid",
]);

function FailedFlow({ host, flow, redirectUri, onRetry }: FlowPanelProps) {
	const { t } = useWords();
	const { environment, error, site } = flow;
	const dismiss = () => void host.ask("cancelFlow", {}).catch(() => undefined);
	const isForOptions = error !== undefined && MENDED_IN_OPTIONS.has(error.code);
	const actions = (
		<p class="actions">
			{isForOptions && <Button onPress={() => void host.openOptions()}>{t("open_options")}</Button>}
			{/* What a site asked for, the site must ask for again. */}
			{!isForOptions && site === undefined && (
				<Button onPress={() => onRetry({ environment })}>{t("try_again")}</Button>
			)}
			<Button kind="quiet" onPress={dismiss}>
				{t("dismiss")}
			</Button>
		</p>
	);
	if (error?.code === "user_cancelled") {
		return (
			<Notice tone="info">
				<p>{t("error_user_cancelled")}</p>
				{actions}
			</Notice>
		);
	}
	return (
		<ErrorNotice error={error}>
			{error && isRefusedByPage(error) && redirectUri !== undefined && (
				<p class="redirect-uri">
					<code class="address">{redirectUri}</code>
					<CopyButton label={t("copy")} copy={() => host.copy(redirectUri)} />
				</p>
			)}
			{actions}
		</ErrorNotice>
	);
}
