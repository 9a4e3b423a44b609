declare module '#platform/events.ts' {
	interface Events {
		/** Data of a person is no longer held for a purpose; `fields` are the purpose's; of who has nothing left in the register only those that other modules hold. Whoever holds some of it (`care`, `assessment`) removes it, and tells `removed` how many records went. */
		'residents.purposeEnded': { personId: string; fields: readonly string[]; removed?: (count: number) => void };
		/** Nothing of the person is left but a number in counts. */
		'residents.erased': { personId: string };
	}
}
export {};
