declare module '#platform/events.ts' {
	interface Events {
		/** A recorded group of somebody began, ended or was corrected. */
		'residents.groupChanged': { personId: string; code: string; holds: boolean };
	}
}
export {};
