import type { MessageKey } from "./words.ts";

/** What the rights that are known mean to a person; Yandex's own names and those of OpenID Connect. */
const MEANINGS: Readonly<Record<string, MessageKey>> = {
	"login:info": "right_login_info",
	"login:email": "right_login_email",
	"login:avatar": "right_login_avatar",
	"login:birthday": "right_login_birthday",
	"login:default_phone": "right_login_default_phone",
	"cloud_api:disk.read": "right_disk_read",
	"cloud_api:disk.write": "right_disk_write",
	"cloud_api:disk.info": "right_disk_info",
	"cloud_api:disk.app_folder": "right_disk_app_folder",
	"mail:imap_ro": "right_mail_read",
	"mail:imap_full": "right_mail_full",
	"mail:smtp": "right_mail_send",
	"metrika:read": "right_metrika_read",
	"metrika:write": "right_metrika_write",
	"calendar:all": "right_calendar",
	"addressbook:all": "right_addressbook",
	"direct:api": "right_direct",
	"iot:view": "right_iot_view",
	"iot:control": "right_iot_control",
	openid: "right_openid",
	profile: "right_login_info",
	email: "right_login_email",
	offline_access: "right_offline",
};

/** The name of the sentence that says what a right lets a site do; a right we do not know has none. */
export function meaningOf(scope: string): MessageKey | undefined {
	return Object.hasOwn(MEANINGS, scope) ? MEANINGS[scope] : undefined;
}
