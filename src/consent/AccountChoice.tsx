import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import type { AccountView, PromptView } from "../contract/control.ts";
import type { Uid } from "../contract/values.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { PersonIcon } from "../ui/icons.tsx";
import { useWords } from "../ui/speech.tsx";

interface AccountChoiceProps {
	prompt: PromptView;
	/** null: another account, with a sign-in to follow. */
	chosen: Uid | null;
	onChoice: (uid: Uid | null) => void;
}

/** Whose account it is about: a choice where there is one. */
export function AccountChoice({ prompt, chosen, onChoice }: AccountChoiceProps) {
	const { t } = useWords();
	const { accounts, canUseAnother } = prompt;
	const [only] = accounts;
	if (!only) return <p class="whose">{t("sign_in_follows")}</p>;
	if (accounts.length === 1 && !canUseAnother) {
		return (
			<div class="whose account-row">
				<AccountRow account={only} />
			</div>
		);
	}
	return (
		<div class="whose" role="radiogroup" aria-label={t("account")}>
			{accounts.map((account) => (
				<AccountRadio
					key={account.uid}
					isChosen={chosen === account.uid}
					onChoose={() => onChoice(account.uid)}
				>
					<AccountRow account={account} />
				</AccountRadio>
			))}
			{canUseAnother && (
				<AccountRadio isChosen={chosen === null} onChoose={() => onChoice(null)}>
					<span class="avatar small" aria-hidden="true">
						<PersonIcon />
					</span>
					<span class="account-who">{t("use_another")}</span>
				</AccountRadio>
			)}
		</div>
	);
}

interface AccountRadioProps {
	isChosen: boolean;
	onChoose: () => void;
	children: ComponentChildren;
}

function AccountRadio({ isChosen, onChoose, children }: AccountRadioProps) {
	const id = useId();
	return (
		<label class="account-row" for={id}>
			<input id={id} type="radio" name="account" checked={isChosen} onChange={onChoose} />
			{children}
		</label>
	);
}

function AccountRow({ account }: { account: AccountView }) {
	const { displayName, login, avatarUrl } = account;
	return (
		<>
			<Avatar name={displayName} url={avatarUrl} size="small" />
			<span class="account-who">
				<span class="account-name" title={displayName}>
					{displayName}
				</span>
				{login !== undefined && <span class="account-login">{login}</span>}
			</span>
		</>
	);
}
