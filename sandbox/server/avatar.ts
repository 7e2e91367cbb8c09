import { escapeText } from "./html.ts";
import type { Received } from "./received.ts";
import type { World } from "./state.ts";

const PATH = /^\/get-yapic\/(?<id>.+)\/islands-(?<size>[a-z0-9-]+)$/;
const NAMED_SIZES: Record<string, number> = {
	small: 28,
	middle: 42,
	"retina-small": 56,
	"retina-middle": 84,
};

/** GET `/get-yapic/<avatar id>/islands-<size>`: the person's initials as a square SVG. */
export function showAvatar({ url }: Received, { state }: World): Response {
	const { id = "", size = "" } = PATH.exec(decodeURIComponent(url.pathname))?.groups ?? {};
	const person = [...state.people.values()].find(({ avatarId }) => avatarId === id);
	const side = NAMED_SIZES[size] ?? Number(size.replace(/^retina-/, ""));
	if (person === undefined || !(side > 0 && side <= 400)) return new Response("not found", { status: 404 });
	const initials = `${person.firstName[0] ?? ""}${person.lastName[0] ?? ""}`;
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}" viewBox="0 0 40 40">
<rect width="40" height="40" fill="hsl(${hueOf(person.id)} 45% 40%)"/>
<text x="20" y="26" text-anchor="middle" font-family="sans-serif" font-size="17" fill="#fff">${escapeText(initials)}</text>
</svg>`;
	return new Response(svg, { headers: { "content-type": "image/svg+xml", "cache-control": "max-age=3600" } });
}

function hueOf(id: string): number {
	return (Number(id.slice(-4)) * 137) % 360;
}
