import { useState } from "preact/hooks";
import { initialsOf } from "./initials.ts";

interface AvatarProps {
	name: string;
	url: string | undefined;
	size?: "small" | "large";
}

/** An account's picture, or its initials where there is none or it cannot be loaded. Decoration: the name is beside. */
export function Avatar({ name, url, size = "large" }: AvatarProps) {
	const [broken, setBroken] = useState<string>();
	return (
		<span class={`avatar ${size}`} aria-hidden="true">
			{url !== undefined && url !== broken ? (
				<img src={url} alt="" referrerpolicy="no-referrer" onError={() => setBroken(url)} />
			) : (
				initialsOf(name)
			)}
		</span>
	);
}
