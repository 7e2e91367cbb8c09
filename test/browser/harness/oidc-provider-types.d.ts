declare module "oidc-provider" {
	import type { EventEmitter } from "node:events";
	import type { RequestListener } from "node:http";

	/** As much of the server as the tests use; the package brings no types of its own. */
	export default class Provider extends EventEmitter {
		constructor(issuer: string, configuration: object);
		callback(): RequestListener;
	}
}
