/** What sign-ups do when times change: whoever has a place or waits is told, and a time that takes place again hands out what is free. */
import { onEvent } from '#platform/events.ts';
import '../activities.events.ts';
import { offerFreedOf } from './seats.ts';
import { tellSignedUp } from './signup.tell.ts';

const TOLD = { moved: 'moved', cancelled: 'called_off', restored: 'restored' } as const;

export function followTimes(): void {
	onEvent<'activities.timesChanged', 'activities'>('activities.timesChanged', async ({ occurrenceIds, what }, tx) => {
		for (const id of occurrenceIds) {
			await tellSignedUp(tx, id, TOLD[what]);
			if (what === 'restored') await offerFreedOf(tx, id);
		}
	});
}
