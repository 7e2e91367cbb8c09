import { calculatePKCECodeChallenge, generateRandomCodeVerifier, generateRandomState } from "oauth4webapi";

/** What binds one flow to its redirect (`state`, RFC 6749 section 10.12) and to its code (PKCE, RFC 7636). */
export interface FlowSecrets {
	state: string;
	codeVerifier: string;
	/** By the method S256. */
	codeChallenge: string;
}

/** Fresh secrets for one flow: 256 random bits each. */
export async function createFlowSecrets(): Promise<FlowSecrets> {
	const codeVerifier = generateRandomCodeVerifier();
	return {
		state: generateRandomState(),
		codeVerifier,
		codeChallenge: await calculatePKCECodeChallenge(codeVerifier),
	};
}
