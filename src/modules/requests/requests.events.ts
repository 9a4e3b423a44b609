/** What this module tells the others, inside the transaction in which it happened. */
declare module '#platform/events.ts' {
	interface Events {
		'requests.submitted': { requestId: string; categoryCode: string | null; terms: string[]; communityId: string | null };
		/** Staff said what a need is: the directory learns from the words. `previous` is what had been proposed. */
		'requests.triaged': { requestId: string; text: string; terms: string[]; previous: string[]; categoryCode: string | null };
		/** `need` is what the provider is told; it names nobody. */
		'requests.offered': { requestId: string; offerId: string; organizationId: string; need: string; communityId: string | null };
		'requests.offerAccepted': { requestId: string; offerId: string };
		/** The offer is over: served, refused by the provider, or taken back. */
		'requests.offerEnded': { requestId: string; offerId: string; state: 'declined' | 'withdrawn' | 'served'; reason: string };
		'requests.booked': { requestId: string; offerId: string; startsAt: string };
		'requests.served': { requestId: string; terms: string[]; organizationId: string | null };
		/** The resident said that it is solved. */
		'requests.solved': { requestId: string; terms: string[]; communityId: string | null };
		'requests.reopened': { requestId: string; round: number };
		'requests.overdue': { requestId: string; clock: string; ownerId: string | null; communityId: string | null };
		'requests.closed': { requestId: string; state: string };
	}
}
export {};
