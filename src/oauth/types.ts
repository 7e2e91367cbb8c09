/** The effects of this room: the background's `fetch`, and `now` in seconds since 1970. */
export interface Wire {
	fetch: (url: string, init: RequestInit) => Promise<Response>;
	now: () => number;
}

/** Sent as `device_id` and `device_name` (seed 002, "Advanced parameters"). */
export interface Device {
	/** 6 to 50 printable ASCII characters. */
	id: string;
	/** Up to 100 characters; a person sees it in the server's list. */
	name: string;
}

/** What the token endpoint gave (RFC 6749 section 5.1). Times in seconds since 1970. */
export interface Grant {
	accessToken: string;
	refreshToken?: string;
	/** Normalized; only when the server said which rights it granted, because they differ from those asked for. */
	scopes?: string[];
	issuedAt: number;
	/** null when the server set no end. */
	expiresAt: number | null;
}

/** Whose token it is, as the server says. */
export interface Person {
	/** The server's own id for the person: what stands after the colon in a uid. */
	value: string;
	/** The app the token was issued to, when the server says so. */
	clientId?: string;
	/** Absent when the server tells no name, as to a token without the right to it. */
	displayName?: string;
	login?: string;
	avatarUrl?: string;
	email?: string;
}
