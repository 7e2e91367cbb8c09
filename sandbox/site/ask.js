const { extensionId } = await (await fetch("config.json")).json();

/** Sends one request to the extension and resolves with its whole reply; the only place that knows the wire. */
export function ask(method, params) {
	const request = { passport: 1, id: crypto.randomUUID(), method, params };
	return new Promise((resolve, reject) => {
		const runtime = globalThis.chrome?.runtime;
		if (runtime?.sendMessage === undefined)
			throw new Error("broker_not_found: the extension is not installed here");
		runtime.sendMessage(extensionId, request, (reply) => {
			const broken = runtime.lastError;
			if (broken) reject(new Error(broken.message));
			else resolve(reply);
		});
	});
}
