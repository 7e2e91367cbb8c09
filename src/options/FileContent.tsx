import type { Environment, SettingsFile } from "../contract/settings.ts";
import { environmentTitle } from "../ui/environments.ts";
import { WarningIcon } from "../ui/icons.tsx";
import { useWords } from "../ui/speech.tsx";
import { serversIn } from "./settings-file.ts";

interface FileContentProps {
	file: SettingsFile;
	/** Those that are set now. */
	environments: readonly Environment[];
}

/** What is in a settings file: how much, which hosts its servers are at, and which servers it moves elsewhere. */
export function FileContent({ file, environments }: FileContentProps) {
	const words = useWords();
	const { t, number } = words;
	const servers = serversIn(file, environments);
	return (
		<>
			<p>{t("import_content", { servers: number(servers.length), apps: number(file.clients.length) })}</p>
			{servers.length > 0 && (
				<ul class="file-servers">
					{servers.map(({ name, hosts, isMoved }) => (
						<li key={`${name} ${hosts.join(" ")}`}>
							{t("import_host", { name: environmentTitle(name, words), hosts: hosts.join(", ") })}
							{isMoved && (
								<p class="problem">
									<WarningIcon />
									{t("import_moved")}
								</p>
							)}
						</li>
					))}
				</ul>
			)}
		</>
	);
}
