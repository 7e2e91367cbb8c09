import type { Ref } from "preact";
import type { AccountView, Overview } from "../contract/control.ts";
import type { Uid } from "../contract/values.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { Button } from "../ui/Button.tsx";
import { environmentTitle } from "../ui/environments.ts";
import { SignOutIcon } from "../ui/icons.tsx";
import { useWords } from "../ui/speech.tsx";
import { fullNameOf } from "./full-name.ts";
import type { SignInWish } from "./SignIn.tsx";

interface AccountsProps {
	overview: Overview;
	headingRef: Ref<HTMLHeadingElement>;
	isBusy: boolean;
	onSignIn: (wish: SignInWish) => void;
	onSignOut: (uid: Uid) => void;
}

/** The accounts, or that there are none yet. */
export function Accounts({ overview, headingRef, ...rest }: AccountsProps) {
	const { t } = useWords();
	const { accounts, clients } = overview;
	const environments = new Set([...accounts, ...clients].map(({ environment }) => environment));
	return (
		<section class="accounts">
			<h2 ref={headingRef} tabIndex={-1}>
				{t("accounts")}
			</h2>
			{accounts.length === 0 ? (
				<p class="nobody">{t("nobody_yet")}</p>
			) : (
				<ul class="account-list">
					{accounts.map((account) => (
						<AccountItem
							key={account.uid}
							account={account}
							fullName={fullNameOf(account, accounts)}
							severalPlaces={environments.size > 1}
							{...rest}
						/>
					))}
				</ul>
			)}
		</section>
	);
}

interface AccountItemProps extends Omit<AccountsProps, "overview" | "headingRef"> {
	account: AccountView;
	/** Tells the account from all others. */
	fullName: string;
	/** Accounts of more than one environment are here: say of which each is. */
	severalPlaces: boolean;
}

function AccountItem({ account, fullName, severalPlaces, isBusy, onSignIn, onSignOut }: AccountItemProps) {
	const words = useWords();
	const { t } = words;
	const { uid, environment, displayName, login, avatarUrl, isAuthorized } = account;
	const details = [login, severalPlaces && environmentTitle(environment, words)].filter(Boolean).join(" · ");
	return (
		<li class="account">
			<Avatar name={displayName} url={avatarUrl} />
			<div class="account-who">
				<span class="account-name" title={displayName}>
					{displayName}
				</span>
				{details && (
					<span class="account-login" title={details}>
						{details}
					</span>
				)}
				{!isAuthorized && (
					<span class="account-state">
						{t("needs_sign_in")}{" "}
						<Button
							kind="quiet"
							label={t("sign_in_again_as", { name: fullName })}
							busy={isBusy}
							onPress={() => onSignIn({ environment, uid })}
						>
							{t("sign_in_again")}
						</Button>
					</span>
				)}
			</div>
			<Button
				kind="quiet"
				label={t("sign_out_name", { name: fullName })}
				busy={isBusy}
				onPress={() => onSignOut(uid)}
			>
				<SignOutIcon />
				{t("sign_out")}
			</Button>
		</li>
	);
}
