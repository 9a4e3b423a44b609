declare module '#platform/events.ts' {
	interface Events {
		/** Somebody lives elsewhere now; null: nowhere in the subdistrict (or not known where). */
		'residents.moved': { personId: string; communityId: string | null; dwellingId: string | null; householdId: string | null };
		'residents.died': { personId: string; on: string };
		/** The death was recorded by mistake. */
		'residents.deathWithdrawn': { personId: string };
	}
}
export {};
