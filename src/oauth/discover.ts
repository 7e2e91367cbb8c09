import { discoveryRequest, processDiscoveryResponse } from "oauth4webapi";
import * as v from "valibot";
import { PassportError } from "../contract/errors.ts";
import { Address, Environment } from "../contract/settings.ts";
import { limitFetch } from "./http.ts";
import { requestOptions } from "./server.ts";
import type { Wire } from "./types.ts";

/** What must be in the metadata so that the code flow with PKCE can work (RFC 8414 section 2). */
const Metadata = v.object({
	issuer: Address,
	authorization_endpoint: Address,
	token_endpoint: Address,
	userinfo_endpoint: Address,
	revocation_endpoint: v.exactOptional(Address),
	device_authorization_endpoint: v.exactOptional(Address),
	authorization_response_iss_parameter_supported: v.exactOptional(v.boolean()),
	code_challenge_methods_supported: v.exactOptional(listWith("S256")),
	response_types_supported: v.exactOptional(listWith("code")),
});

function listWith(item: string) {
	return v.pipe(
		v.array(v.string()),
		v.check((list) => list.includes(item)),
	);
}

/**
 * Makes an environment of a server's own description: RFC 8414 first, then OpenID Connect Discovery.
 * @throws PassportError `invalid_request` when the issuer is no usable address, or what is described there cannot be
 * used; the message names the field. `io_error` when the server cannot be reached.
 */
export async function discover(wire: Wire, ask: { name: string; issuer: string }): Promise<Environment> {
	if (!v.is(Address, ask.issuer)) {
		throw new PassportError("invalid_request", "The issuer must be an https: address.");
	}
	const issuer = new URL(ask.issuer);
	const found: unknown[] = [];
	for (const algorithm of ["oauth2", "oidc"] as const) {
		const metadata = await readMetadata(wire, issuer, algorithm);
		if (v.is(Metadata, metadata)) return toEnvironment(ask.name, metadata);
		if (metadata !== undefined) found.push(metadata);
	}
	throw notUsable(found.at(-1));
}

/** undefined when there is no description of this issuer there. */
async function readMetadata(wire: Wire, issuer: URL, algorithm: "oauth2" | "oidc"): Promise<unknown> {
	const fetch = limitFetch(wire, ({ origin }) => origin === issuer.origin);
	const response = await discoveryRequest(issuer, { ...requestOptions(fetch, issuer.href), algorithm });
	if (response.status >= 500)
		throw new PassportError("io_error", "The server has trouble right now. Try again later.");
	try {
		return await processDiscoveryResponse(issuer, response);
	} catch {
		return undefined;
	}
}

function notUsable(metadata: unknown): PassportError {
	if (metadata === undefined) {
		return new PassportError(
			"invalid_request",
			"There is no description of an authorization server at this address.",
		);
	}
	const { issues } = v.safeParse(Metadata, metadata, { abortEarly: true });
	const field = issues ? v.getDotPath(issues[0]) : null;
	return new PassportError(
		"invalid_request",
		`The server's description cannot be used: "${field ?? "issuer"}".`,
	);
}

function toEnvironment(name: string, metadata: v.InferOutput<typeof Metadata>): Environment {
	const { code_challenge_methods_supported: _, response_types_supported: __, ...described } = metadata;
	const environment = {
		...v.parse(Metadata, described),
		name,
		dialect: "standard",
		scheme: "Bearer",
		userinfo: { uid: "sub", login: "preferred_username", name: "name", picture: "picture", email: "email" },
	};
	return v.parse(Environment, environment);
}
