import { Choice } from "../ui/Choice.tsx";
import { Field } from "../ui/Field.tsx";
import { useWords } from "../ui/speech.tsx";
import type { useFields } from "./fields.ts";
import { ENDPOINTS, type ServerDraft, type ServerField, USERINFO_FIELDS } from "./server-draft.ts";

interface ServerFieldsProps {
	bind: ReturnType<typeof useFields<ServerField, ServerDraft>>["bind"];
	draft: ServerDraft;
	onDraft: (draft: ServerDraft) => void;
}

/** The boxes for a server's addresses, and folded beneath them how it speaks. */
export function ServerFields({ bind, draft, onDraft }: ServerFieldsProps) {
	const { t } = useWords();
	return (
		<>
			{ENDPOINTS.map((endpoint) => (
				<Field key={endpoint} {...bind(endpoint)} label={t(endpoint)} look="code" />
			))}
			<Choice
				label={t("dialect")}
				value={draft.dialect}
				onValue={(dialect) => onDraft({ ...draft, dialect })}
				options={[
					{ value: "standard", text: t("dialect_standard") },
					{ value: "yandex", text: t("dialect_yandex") },
				]}
			/>
			<Choice
				label={t("scheme")}
				value={draft.scheme}
				onValue={(scheme) => onDraft({ ...draft, scheme })}
				options={[
					{ value: "Bearer", text: "Bearer" },
					{ value: "OAuth", text: "OAuth" },
				]}
			/>
			<label class="tick">
				<input
					type="checkbox"
					checked={draft.sendsIssuer}
					onChange={(event) => onDraft({ ...draft, sendsIssuer: event.currentTarget.checked })}
				/>
				<span>{t("sends_issuer")}</span>
			</label>
			<details class="more">
				<summary>{t("userinfo_fields")}</summary>
				{USERINFO_FIELDS.map((field) => (
					<Field key={field} {...bind(field)} label={t(field)} look="code" />
				))}
			</details>
		</>
	);
}
