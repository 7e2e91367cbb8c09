/** Of what a form can hold, what is no secret; everything else is one. */
const HARMLESS: ReadonlySet<string> = new Set([
	"grant_type",
	"client_id",
	"device_id",
	"device_name",
	"redirect_uri",
	"scope",
]);

const sent = new WeakMap<Response, readonly string[]>();

/** Notes which secrets a request held, so that its answer is not quoted with them. */
export function noteSecrets(response: Response, body: URLSearchParams | undefined, headers: Headers): void {
	const inBody = [...(body ?? [])].filter(([name]) => !HARMLESS.has(name)).map(([, value]) => value);
	sent.set(response, [...inBody, ...credentialsIn(headers.get("authorization") ?? "")]);
}

/** The secrets that were sent for this answer. */
export function secretsBehind(response: Response): readonly string[] {
	return sent.get(response) ?? [];
}

/** Basic credentials also as the server reads them: the secret alone, as it is and form-decoded. */
function credentialsIn(authorization: string): string[] {
	const [scheme, credentials = ""] = authorization.split(" ");
	if (scheme !== "Basic") return [credentials];
	const pair = atob(credentials);
	const secret = pair.slice(pair.indexOf(":") + 1);
	return [credentials, pair, secret, new URLSearchParams(`secret=${secret}`).get("secret") ?? ""];
}
