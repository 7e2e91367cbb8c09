import { discoveryRequest, processDiscoveryResponse } from "oauth4webapi";
import * as v from "valibot";
import { PassportError } from "../contract/errors.ts";
import { isLoopback } from "../contract/loopback.ts";
import { Address, Environment } from "../contract/settings.ts";
import { type JsonObject, refuseTrouble, withoutAbsent } from "./answer.ts";
import { limitFetch } from "./http.ts";
import { requestOptions } from "./server.ts";
import type { Wire } from "./types.ts";

/** What must be in the metadata so that the code flow with PKCE can work (RFC 8414 section 2). */
function metadataOf(issuer: URL) {
	const endpoint = endpointOf(issuer);
	return v.object({
		issuer: Address,
		authorization_endpoint: endpoint,
		token_endpoint: endpoint,
		userinfo_endpoint: endpoint,
		revocation_endpoint: v.exactOptional(endpoint),
		device_authorization_endpoint: v.exactOptional(endpoint),
		authorization_response_iss_parameter_supported: v.exactOptional(v.boolean()),
		code_challenge_methods_supported: v.exactOptional(listWith("S256")),
		response_types_supported: v.exactOptional(listWith("code")),
	});
}

/** A server elsewhere never sends tokens, or people, to what listens on this very machine. */
function endpointOf(issuer: URL) {
	return v.pipe(
		Address,
		v.check((text) => {
			const url = URL.parse(text);
			return url !== null && (isLoopback(issuer) || !isLoopback(url));
		}),
	);
}

function listWith(item: string) {
	return v.pipe(
		v.array(v.string()),
		v.check((list) => list.includes(item)),
	);
}

/** Where the description may be, in this order: RFC 8414 section 3, OpenID Connect Discovery section 4. */
const PLACES = ["oauth2", "oidc"] as const;

/**
 * Makes an environment of a server's own description.
 * @throws PassportError `invalid_request` when the issuer is no usable address, or what is described there cannot be
 * used; the message names the field. `io_error` when the server cannot be reached.
 */
export async function discover(wire: Wire, ask: { name: string; issuer: string }): Promise<Environment> {
	if (!v.is(Address, ask.issuer)) {
		throw new PassportError(
			"invalid_request",
			"The issuer must be an https: address, or http: on this machine.",
		);
	}
	const issuer = new URL(ask.issuer);
	let refusal = new PassportError(
		"invalid_request",
		"There is no description of an authorization server at this address.",
	);
	for (const place of PLACES) {
		try {
			const metadata = await readMetadata(wire, issuer, place);
			if (metadata !== undefined) return toEnvironment(ask.name, issuer, metadata);
		} catch (thrown) {
			if (!(thrown instanceof PassportError)) throw thrown;
			refusal = thrown;
		}
	}
	throw refusal;
}

/** undefined when there is no description of this issuer there. @throws PassportError `io_error`. */
async function readMetadata(
	wire: Wire,
	issuer: URL,
	place: (typeof PLACES)[number],
): Promise<JsonObject | undefined> {
	const fetch = limitFetch(wire, ({ origin }) => origin === issuer.origin);
	const response = await discoveryRequest(issuer, {
		...requestOptions(fetch, issuer.href),
		algorithm: place,
	});
	refuseTrouble(response.status);
	try {
		return await processDiscoveryResponse(issuer, response);
	} catch {
		return undefined;
	}
}

function toEnvironment(name: string, issuer: URL, metadata: JsonObject): Environment {
	const parsed = v.safeParse(metadataOf(issuer), withoutAbsent(metadata), { abortEarly: true });
	if (!parsed.success) {
		const field = v.getDotPath(parsed.issues[0]);
		throw new PassportError(
			"invalid_request",
			`The server's description cannot be used: see its "${field}".`,
		);
	}
	const { code_challenge_methods_supported: _, response_types_supported: __, ...described } = parsed.output;
	return v.parse(Environment, {
		...described,
		name,
		dialect: "standard",
		scheme: "Bearer",
		userinfo: {
			uid: "sub",
			login: "preferred_username",
			name: "name",
			picture: "picture",
			email: "email",
		},
	});
}
