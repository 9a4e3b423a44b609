declare module '#platform/events.ts' {
	interface Events {
		/** Two records were one person: whoever keeps `goneId` keeps `keptId` from now on, and remembers by `mergeId` what it moved. */
		'residents.merged': { mergeId: string; keptId: string; goneId: string; /** the day in the subdistrict */ on: string };
		/** They were two people after all: what was moved by `mergeId` goes back. */
		'residents.unmerged': { mergeId: string; keptId: string; goneId: string };
	}
}
export {};
