import { generate } from "selfsigned";

/** PEM texts, as `node:https` takes them. */
export type Certificate = { readonly key: string; readonly cert: string };

/** A self-signed certificate for these host names (and 127.0.0.1), good for a day. Browsers must be told to accept it. */
export async function certificateFor(hosts: readonly string[]): Promise<Certificate> {
	const names = hosts.map((value) => ({ type: 2 as const, value }));
	const { private: key, cert } = await generate([{ name: "commonName", value: hosts[0] ?? "localhost" }], {
		keyType: "ec",
		algorithm: "sha256",
		notAfterDate: new Date(Date.now() + 24 * 3_600_000),
		extensions: [
			{ name: "basicConstraints", cA: false },
			{ name: "keyUsage", digitalSignature: true },
			{ name: "extKeyUsage", serverAuth: true },
			{ name: "subjectAltName", altNames: [...names, { type: 7 as const, ip: "127.0.0.1" }] },
		],
	});
	return { key, cert };
}
