declare module '#platform/events.ts' {
	interface Events {
		/** An account was proved to be somebody of the register: what the account did before, they did. */
		'residents.linked': { personId: string; userId: string };
	}
}
export {};
