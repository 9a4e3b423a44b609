declare module '#platform/events.ts' {
	interface Events {
		/** times of an activity take place at another time, not at all, or again after all; who signed up is to be told, shifts follow */
		'activities.timesChanged': { activityId: string; occurrenceIds: string[]; what: 'moved' | 'cancelled' | 'restored'; why: string };
	}
}
export {};
