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

/** Whether a press is a deliberate one: not the second half of a double click. */
export function isDeliberate({ detail }: { detail: number }): boolean {
	return detail <= 1;
}
