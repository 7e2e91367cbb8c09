import { useRef, useState } from "preact/hooks";
import type { FlowView, Overview, OverviewClient, SignOutReport, SiteView } from "../contract/control.ts";
import type { Uid } from "../contract/values.ts";
import { useAction } from "../ui/action.ts";
import { ErrorNotice } from "../ui/Notice.tsx";
import { Accounts } from "./Accounts.tsx";
import { Arrival } from "./Arrival.tsx";
import { CurrentSite } from "./CurrentSite.tsx";
import { FlowPanel } from "./FlowPanel.tsx";
import { NoClient } from "./NoClient.tsx";
import type { PopupHost } from "./popup-host.ts";
import { SignedOut } from "./SignedOut.tsx";
import { SignIn, type SignInWish } from "./SignIn.tsx";
import { Top } from "./Top.tsx";

interface PopupProps {
	host: PopupHost;
	overview: Overview;
	/** The site in front of the person, where there is one. */
	site: SiteView | undefined;
}

/** Everything the popup shows, from one overview. */
export function Popup({ host, overview, site }: PopupProps) {
	const { accounts, clients, flow } = overview;
	const signingIn = useAction();
	const signingOut = useAction();
	const [report, setReport] = useState<SignOutReport>();
	const heading = useRef<HTMLHeadingElement>(null);
	const openOptions = () => void host.openOptions();
	// How a sign-in ends is told by the overview's flow, which also outlives this popup. Only one that never came to
	// a flow is told by its own error.
	const cameToFlow = useRef(false);
	if (flow) cameToFlow.current = true;
	const signIn = (wish: SignInWish) => {
		setReport(undefined);
		cameToFlow.current = false;
		void signingIn.run(() => host.ask("signIn", wish));
	};
	const signOut = async (uid: Uid) => {
		setReport(undefined);
		const done = await signingOut.run(async () => setReport(await host.ask("signOut", { uid })));
		// The pressed button is gone with its account.
		if (done) heading.current?.focus();
	};
	const lone = clients.length === 0 && accounts.length === 0;
	return (
		<>
			<Top onOptions={openOptions} />
			<main>
				<Arrival accounts={accounts} />
				{flow && (
					<FlowPanel host={host} flow={flow} redirectUri={redirectUriOf(clients, flow)} onRetry={signIn} />
				)}
				{!cameToFlow.current && <ErrorNotice error={signingIn.error} />}
				<ErrorNotice error={signingOut.error} />
				<SignedOut report={report} />
				{lone ? (
					<NoClient onOptions={openOptions} />
				) : (
					<>
						{site && <CurrentSite host={host} view={site} />}
						<Accounts
							overview={overview}
							headingRef={heading}
							isBusy={signingOut.isBusy || flow?.state === "running"}
							onSignIn={signIn}
							onSignOut={signOut}
						/>
					</>
				)}
			</main>
			{clients.length > 0 && (
				<SignIn clients={clients} isBusy={flow?.state === "running"} onSignIn={signIn} />
			)}
		</>
	);
}

function redirectUriOf(clients: OverviewClient[], { environment }: FlowView): string | undefined {
	return clients.find((client) => client.environment === environment)?.redirectUri;
}
