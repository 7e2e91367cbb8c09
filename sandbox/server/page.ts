import { html, type Markup } from "./html.ts";
import { Refusal } from "./refusal.ts";
import { STYLE } from "./style.ts";

const HEADERS = {
	"content-type": "text/html; charset=utf-8",
	"cache-control": "no-store",
	"referrer-policy": "no-referrer",
	"x-content-type-options": "nosniff",
	"content-security-policy":
		"default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'",
};

/** A whole page of the sandbox: labelled as such, without script, never cached or framed. */
export function page(title: string, body: Markup, status = 200): Response {
	const { markup } = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>${title} – sandbox</title>
<style>${{ markup: STYLE }}</style>
</head>
<body>
<header>This is a local sandbox, not Yandex</header>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`;
	return new Response(markup, { status, headers: HEADERS });
}

/** The page with status 400 that stands where no redirect may happen, to be thrown. */
export function refusePage(problem: string): Refusal {
	return new Refusal(page("400: invalid request", html`<p>${problem}</p>`, 400));
}
