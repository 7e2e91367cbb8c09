/** Thrown by an endpoint that will not go on; the server answers with `response`. */
export class Refusal extends Error {
	override readonly name = "Refusal";
	readonly response: Response;

	constructor(response: Response) {
		super(`refused with status ${response.status}`);
		this.response = response;
	}
}

/** How a check says no: its endpoint decides whether that becomes a page or JSON. */
export type Refuse = (problem: string) => Refusal;
