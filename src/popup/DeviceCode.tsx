import type { FlowView } from "../contract/control.ts";
import { useWords } from "../ui/speech.tsx";
import { shortAddress } from "./short-address.ts";

interface DeviceCodeProps {
	device: NonNullable<FlowView["device"]>;
	/** Seconds since 1970. */
	now: () => number;
}

/** Where to go on another device, and what to type there (RFC 8628 section 3.3). */
export function DeviceCode({ device, now }: DeviceCodeProps) {
	const { t, distance } = useWords();
	return (
		<div class="device">
			<p>{t("device_go")}</p>
			<p class="device-address">
				<a href={device.verification_uri} target="_blank" rel="noreferrer">
					{shortAddress(device.verification_uri)}
				</a>
			</p>
			<p>{t("device_type")}</p>
			<p class="device-code">{device.user_code}</p>
			<p class="hint">{t("device_ends", { when: distance(device.expiresAt, now()) })}</p>
		</div>
	);
}
