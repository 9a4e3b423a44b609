/** What sign-ups and attendance do when times change or the register does: who has a place or waits is told; two records that are one person have one place. */
import { onEvent } from '#platform/events.ts';
import '#modules/residents/index.ts';
import './activities.events.ts';
import { forgetPerson } from './forget.ts';
import { followLink, followMerge, followUnmerge } from './merge.ts';
import { offerFreedOf } from './signup/seats.ts';
import { tellSignedUp } from './signup/signup.tell.ts';

const TOLD = { moved: 'moved', cancelled: 'called_off', restored: 'restored' } as const;

export function followTimesAndRegister(): void {
	onEvent<'residents.merged', 'activities'>('residents.merged', (merge, tx) => followMerge(tx, merge));
	onEvent<'residents.unmerged', 'activities'>('residents.unmerged', (merge, tx) => followUnmerge(tx, merge));
	onEvent<'residents.linked', 'activities'>('residents.linked', (link, tx) => followLink(tx, link));
	onEvent<'residents.erased', 'activities'>('residents.erased', ({ personId }, tx) => forgetPerson(tx, personId));
	onEvent<'activities.timesChanged', 'activities'>('activities.timesChanged', async ({ occurrenceIds, what }, tx) => {
		for (const id of occurrenceIds) {
			await tellSignedUp(tx, id, TOLD[what]);
			if (what === 'restored') await offerFreedOf(tx, id);
		}
	});
}
