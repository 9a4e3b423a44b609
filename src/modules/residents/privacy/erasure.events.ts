declare module '#platform/events.ts' {
	interface Events {
		/** Data of a person is no longer held for a purpose; `fields` are the purpose's. Whoever holds some of it (`care`, `assessment`) removes it. */
		'residents.purposeEnded': { personId: string; fields: string[] };
		/** Nothing of the person is left but a number in counts. */
		'residents.erased': { personId: string };
	}
}
export {};
