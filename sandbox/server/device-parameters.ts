import type { Device } from "./model.ts";
import { readValue } from "./received.ts";
import type { Refuse } from "./refusal.ts";

const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;

/**
 * Reads `device_id` and `device_name` with the limits of seed 002 › device_id, device_name.
 * A name without an id is ignored: `null`, the token belongs to no device.
 */
export function readDevice(params: URLSearchParams, refuse: Refuse): Device | null {
	const id = params.get("device_id");
	if (id === null) return null;
	if (id.length < 6 || id.length > 50) throw refuse("device_id must be from 6 to 50 characters long");
	if (!PRINTABLE_ASCII.test(id))
		throw refuse("device_id must consist of printable ASCII characters (32 to 126)");
	const name = readValue(params, "device_name");
	if (name !== null && [...name].length > 100) throw refuse("device_name must be up to 100 characters long");
	return { id, name };
}
