import type { Environment } from "../contract/settings.ts";

/** How many tokens of devices one app keeps alive for one person; the oldest dies (seed 002, `device_id`). */
export const SERVER_TOKEN_LIMIT = 20;

/**
 * The environments that are there from the start, by the names of PassportEnvironment. Only the hosts of `production`
 * and `testing` are known from public sources; each can be changed in the options.
 */
export const PRESETS: readonly Environment[] = [
	yandex("production", "oauth.yandex.ru", "login.yandex.ru"),
	yandex("testing", "oauth-test.yandex.ru", "login-test.yandex.ru"),
	yandex("team_production", "oauth.yandex-team.ru", "login.yandex-team.ru"),
	yandex("team_testing", "oauth-test.yandex-team.ru", "login-test.yandex-team.ru"),
	yandex("rc", "oauth-rc.yandex.ru", "login-rc.yandex.ru"),
];

function yandex(name: string, oauthHost: string, loginHost: string): Environment {
	return {
		name,
		dialect: "yandex",
		authorization_endpoint: `https://${oauthHost}/authorize`,
		token_endpoint: `https://${oauthHost}/token`,
		userinfo_endpoint: `https://${loginHost}/info`,
		revocation_endpoint: `https://${oauthHost}/revoke_token`,
		device_authorization_endpoint: `https://${oauthHost}/device/code`,
		scheme: "OAuth",
		userinfo: {
			uid: "id",
			login: "login",
			name: "display_name",
			picture: "default_avatar_id",
			email: "default_email",
		},
	};
}
