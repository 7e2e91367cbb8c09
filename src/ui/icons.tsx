import type { ComponentChildren } from "preact";

/** Drawings of one line, 16 by 16, in the colour of the text. They mean nothing to a screen reader. */
function Drawing({ children }: { children: ComponentChildren }) {
	return (
		<svg
			class="icon"
			viewBox="0 0 16 16"
			width="16"
			height="16"
			fill="none"
			stroke="currentColor"
			stroke-width="1.5"
			stroke-linecap="round"
			stroke-linejoin="round"
			aria-hidden="true"
			focusable="false"
		>
			{children}
		</svg>
	);
}

/** The extension's own sign, a key: the same drawing as icons/icon.svg. */
export function Sign() {
	return (
		<svg class="sign" viewBox="0 0 32 32" width="22" height="22" aria-hidden="true" focusable="false">
			<rect class="sign-ground" width="32" height="32" rx="8" />
			<circle class="sign-line" cx="11.5" cy="11.5" r="5" />
			<path class="sign-line" d="m15.2 15.2 9.3 9.3M20.2 20.2l3-3" />
		</svg>
	);
}

export function SlidersIcon() {
	return (
		<Drawing>
			<path d="M2 4.5h6m4 0h2M2 11.5h2m4 0h6" />
			<circle cx="10" cy="4.5" r="1.9" />
			<circle cx="6" cy="11.5" r="1.9" />
		</Drawing>
	);
}

export function SignOutIcon() {
	return (
		<Drawing>
			<path d="M6 2.5H3.5a1 1 0 0 0-1 1v9a1 1 0 0 0 1 1H6M6.5 8h7M11 5.5 13.5 8 11 10.5" />
		</Drawing>
	);
}

export function WarningIcon() {
	return (
		<Drawing>
			<path d="M8 2.2 14.3 13a.6.6 0 0 1-.5.9H2.2a.6.6 0 0 1-.5-.9L8 2.2Z" />
			<path d="M8 6.3v3.2M8 11.7v.1" />
		</Drawing>
	);
}

export function CheckIcon() {
	return (
		<Drawing>
			<path d="m3 8.5 3.3 3.3L13 4.7" />
		</Drawing>
	);
}

export function InfoIcon() {
	return (
		<Drawing>
			<circle cx="8" cy="8" r="6.2" />
			<path d="M8 7.3v3.6M8 4.9V5" />
		</Drawing>
	);
}

export function CopyIcon() {
	return (
		<Drawing>
			<rect x="5.5" y="5.5" width="8" height="8" rx="1.5" />
			<path d="M10.5 3.5v-.2a.8.8 0 0 0-.8-.8H3.3a.8.8 0 0 0-.8.8v6.4c0 .4.4.8.8.8h.2" />
		</Drawing>
	);
}

export function GlobeIcon() {
	return (
		<Drawing>
			<circle cx="8" cy="8" r="6.2" />
			<path d="M1.8 8h12.4M8 1.8c3.4 3.6 3.4 8.8 0 12.4M8 1.8c-3.4 3.6-3.4 8.8 0 12.4" />
		</Drawing>
	);
}

export function PersonIcon() {
	return (
		<Drawing>
			<circle cx="8" cy="5.2" r="2.7" />
			<path d="M2.8 13.8c.5-2.9 2.6-4.4 5.2-4.4s4.7 1.5 5.2 4.4" />
		</Drawing>
	);
}
