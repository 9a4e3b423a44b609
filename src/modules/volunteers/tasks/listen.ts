/** Needs and pairs come as tasks: what this module does when a case is offered to a team, when an offer ends, and when two people are paired. */
import '#modules/care/index.ts';
import '#modules/requests/index.ts';
import type { WriteTx } from '#platform/db/tx.ts';
import { onEvent } from '#platform/events.ts';
import { insertTask, setTask, type TaskState } from './task.store.ts';

type Tx = WriteTx<'volunteers'>;

/** Moves the task of a source on, from one of the states in which that means something. */
async function move(tx: Tx, source: 'request' | 'care', sourceId: string, from: readonly TaskState[], to: TaskState, reason = ''): Promise<void> {
	const task = await tx.db.selectFrom('volunteers.task').select(['id', 'state']).where('subdistrict_id', '=', tx.ctx.subdistrictId).where('source', '=', source).where('source_id', '=', sourceId).forUpdate().executeTakeFirst();
	if (task && from.includes(task.state as TaskState)) await setTask(tx, task.id, to, reason);
}

const firstWords = (text: string): string => ([...text].length > 60 ? `${[...text].slice(0, 59).join('')}…` : text);

export function followNeeds(): void {
	onEvent<'requests.offered', 'volunteers'>('requests.offered', async ({ requestId, offerId, organizationId, need, communityId }, tx) => {
		const team = await tx.db.selectFrom('volunteers.team').select(['id', 'categories']).where('subdistrict_id', '=', tx.ctx.subdistrictId).where('id', '=', organizationId).executeTakeFirst();
		if (team) await insertTask(tx, { communityId, teamId: team.id, source: 'request', sourceId: offerId, requestId, title: firstWords(need), about: need, category: team.categories[0] ?? 'other', state: 'offered' });
	});
	onEvent<'requests.offerAccepted', 'volunteers'>('requests.offerAccepted', ({ offerId }, tx) => move(tx, 'request', offerId, ['offered'], 'open'));
	onEvent<'requests.offerEnded', 'volunteers'>('requests.offerEnded', ({ offerId, state, reason }, tx) => move(tx, 'request', offerId, ['offered', 'open'], state === 'served' ? 'done' : state, reason));
	onEvent<'care.paired', 'volunteers'>('care.paired', async ({ pairingId, partnerPersonId, partnerKind, communityId, what, rhythmDays }, tx) => {
		if (partnerKind !== 'volunteer') return;
		const own = partnerPersonId ? await tx.db.selectFrom('volunteers.volunteer').select('id').where('subdistrict_id', '=', tx.ctx.subdistrictId).where('person_id', '=', partnerPersonId).where('state', 'not in', ['merged', 'erased']).executeTakeFirst() : undefined;
		await insertTask(tx, { communityId, volunteerId: own?.id ?? null, source: 'care', sourceId: pairingId, title: firstWords(what), about: what, category: 'elderly', rhythmDays, state: 'open' });
	});
	onEvent<'care.pairEnded', 'volunteers'>('care.pairEnded', ({ pairingId, ended }, tx) => (ended ? move(tx, 'care', pairingId, ['open'], 'done') : move(tx, 'care', pairingId, ['done'], 'open')));
}
