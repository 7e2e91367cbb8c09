/** A line that a screen reader says when it changes. It is there, empty, from the start: otherwise it goes unheard. */
export function Announcement({ text, visible = false }: { text: string; visible?: boolean }) {
	return (
		<p class={visible ? "announcement" : "unseen"} role="status">
			{text}
		</p>
	);
}
