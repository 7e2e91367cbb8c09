/** A JSON answer that no cache keeps (RFC 6749 section 5.1). */
export function json(body: object, status = 200): Response {
	return Response.json(body, { status, headers: { "cache-control": "no-store" } });
}
