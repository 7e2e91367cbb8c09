import type { SignOutReport } from "../contract/control.ts";
import { listAccounts } from "./accounts.ts";
import { findEnvironment } from "./ask.ts";
import { accountNotFound } from "./choose-consent.ts";
import type { Effects } from "./effects.ts";
import { giveUp, type RevocationOutcome, runRevocations } from "./revocations.ts";
import { withdrawConsents } from "./withdraw.ts";

/** Where a person withdraws access at Yandex, for tokens that no program can revoke. */
const YANDEX_ACCESS_PAGE = "https://id.yandex.ru/personal/data-access";

/**
 * Signs an account out of the extension: its tokens, consents and itself are gone, and what can be revoked at the
 * server is. Interrupted, it is finished by `finishDepartures`.
 * @throws PassportError `account_not_found`.
 */
export async function signOutAccount(effects: Effects, uid: string): Promise<SignOutReport> {
	const account = (await listAccounts(effects)).find((one) => one.uid === uid);
	if (!account) throw accountNotFound(uid);
	await effects.records.write(["account", uid], { ...account, departing: true });
	effects.changed();
	const given = await removeTraces(effects, uid);
	const outcomes = await runRevocations(effects);
	const { dialect } = await findEnvironment(effects.records, account.environment);
	return report(
		given.map((id) => outcomes.get(id) ?? "failed"),
		dialect === "yandex" ? YANDEX_ACCESS_PAGE : undefined,
	);
}

/** Finishes what an earlier life of the background began: sign-outs and revocations. */
export async function finishDepartures(effects: Effects): Promise<void> {
	for (const account of await effects.records.list("account")) {
		if (account.departing) await removeTraces(effects, account.uid);
	}
	await runRevocations(effects);
}

// The account goes last: while it is there and departing, the rest is still to be done.
async function removeTraces(effects: Effects, uid: string): Promise<string[]> {
	const given: string[] = [];
	for (const { site } of await effects.records.list("site"))
		await withdrawConsents(effects, site, "signed_out", uid);
	for (const token of await effects.records.list("token")) {
		if (token.uid === uid) given.push(await giveUp(effects, token));
	}
	await effects.records.remove(["account", uid]);
	effects.changed();
	return given;
}

function report(outcomes: RevocationOutcome[], address: string | undefined): SignOutReport {
	if (outcomes.length === 0) return { revocation: "nothing_to_revoke" };
	if (outcomes.every((outcome) => outcome === "revoked")) return { revocation: "all_revoked" };
	return { revocation: "some_live_on", ...(address === undefined ? {} : { address }) };
}
