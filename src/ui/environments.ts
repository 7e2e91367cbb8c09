import type { Words } from "./words.ts";

/** What a person calls an environment: the presets have names in words, others the name they were given. */
export function environmentTitle(name: string, { t }: Pick<Words, "t">): string {
	switch (name) {
		case "production":
			return t("environment_production");
		case "testing":
			return t("environment_testing");
		case "team_production":
			return t("environment_team_production");
		case "team_testing":
			return t("environment_team_testing");
		case "rc":
			return t("environment_rc");
		default:
			return name;
	}
}
