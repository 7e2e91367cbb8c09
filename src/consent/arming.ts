/** How long the buttons stay disarmed after the person could first see them, in milliseconds. */
export const ARMING_MS = 500;

/** What the arming is judged by. Times in milliseconds of one clock. */
export interface Attention {
	now: number;
	/** When the window appeared, regained the focus or became visible again, whichever was last. */
	since: number;
	isVisible: boolean;
}

/** Whether a press counts: the window was there, and seen, for half a second before it. */
export function isArmed({ now, since, isVisible }: Attention): boolean {
	return isVisible && now - since >= ARMING_MS;
}

/** How long after a click another one makes it a double click, in milliseconds. */
export const DOUBLE_CLICK_MS = 250;

/**
 * What a click does: nothing when the button was disarmed or it is the second of a double click (which also takes
 * the first one back); `wait` for the time in which a second one could follow. `detail` is the event's: its number in
 * a row, 0 when it came from the keyboard or a screen reader.
 */
export function judgeClick({
	detail,
	isArmed,
}: {
	detail: number;
	isArmed: boolean;
}): "nothing" | "wait" | "act" {
	if (!isArmed || detail > 1) return "nothing";
	return detail === 1 ? "wait" : "act";
}
