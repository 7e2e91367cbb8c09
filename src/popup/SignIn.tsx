import { useState } from "preact/hooks";
import type { Overview } from "../contract/control.ts";
import type { Uid } from "../contract/values.ts";
import { Button } from "../ui/Button.tsx";
import { Choice } from "../ui/Choice.tsx";
import { environmentTitle } from "../ui/environments.ts";
import { useWords } from "../ui/speech.tsx";

/** How a person wants to sign in: where, as whom if that matters, and whether on another device. */
export interface SignInWish {
	environment: string;
	uid?: Uid;
	deviceFlow?: boolean;
}

interface SignInProps {
	clients: Overview["clients"];
	isBusy: boolean;
	onSignIn: (wish: SignInWish) => void;
}

/** The way in: one button, and where to, when there is more than one place. */
export function SignIn({ clients, isBusy, onSignIn }: SignInProps) {
	const words = useWords();
	const { t } = words;
	const [wanted, setWanted] = useState<string>();
	const chosen = clients.find(({ environment }) => environment === wanted) ?? clients[0];
	if (!chosen) return null;
	const { environment, confidential } = chosen;
	return (
		<footer class="sign-in">
			{clients.length > 1 && (
				<Choice
					label={t("environment")}
					value={environment}
					onValue={setWanted}
					options={clients.map((client) => ({
						value: client.environment,
						text: environmentTitle(client.environment, words),
					}))}
				/>
			)}
			<Button kind="primary" busy={isBusy} onPress={() => onSignIn({ environment })}>
				{t("sign_in")}
			</Button>
			{confidential && (
				<Button kind="quiet" busy={isBusy} onPress={() => onSignIn({ environment, deviceFlow: true })}>
					{t("sign_in_other_device")}
				</Button>
			)}
		</footer>
	);
}
