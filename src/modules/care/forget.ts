/**
 * What care holds of somebody goes when the register says that its purpose has ended for them. That there was a visit, and when, stays
 * in the counts; every word about health and home goes, also where it stands as it was before somebody corrected it.
 */
import type { WriteTx } from '#platform/db/tx.ts';
import './care.events.ts';
import { todayOf } from '#platform/today.ts';
import { followSpans } from './weekly/span.store.ts';
import { forgetPhotos } from './visits/visit.photos.ts';

/**
 * @param fields those of the purpose that ended: `care` (plans, pairs, visits, doors), `assessment`
 * @returns how many assessments and pairs went whole; of visits, doors and plans the words go and the rows stay
 */
export async function forgetPerson(tx: WriteTx<'care'>, personId: string, fields: readonly string[]): Promise<number> {
	let count = 0;
	if (fields.includes('care')) {
		await forgetVisits(tx, personId);
		await forgetDoors(tx, personId);
		count += await endPlans(tx, personId);
	}
	if (fields.includes('assessment')) count += Number((await tx.db.deleteFrom('care.assessment').where('subdistrict_id', '=', tx.ctx.subdistrictId).where('person_id', '=', personId).executeTakeFirst()).numDeletedRows);
	return count;
}

async function forgetVisits(tx: WriteTx<'care'>, personId: string): Promise<void> {
	const { db, ctx } = tx;
	await forgetPhotos(tx, personId);
	const sid = ctx.subdistrictId;
	await db
		.deleteFrom('care.visit_change')
		.where('subdistrict_id', '=', sid)
		.where('visit_id', 'in', (eb) => eb.selectFrom('care.visit').select('id').where('subdistrict_id', '=', sid).where('person_id', '=', personId))
		.execute();
	await db.updateTable('care.visit').set({ note_sealed: null, health_sealed: null, need_words_sealed: null, mood: null, needs: [] }).where('subdistrict_id', '=', sid).where('person_id', '=', personId).execute();
	await db.deleteFrom('care.conflict').where('subdistrict_id', '=', sid).where('person_id', '=', personId).execute();
	await db.deleteFrom('care.visit_envelope').where('subdistrict_id', '=', sid).where('person_id', '=', personId).execute();
}

/** Of doors that are closed: whoever is still being looked for is looked for. */
async function forgetDoors({ db, ctx }: WriteTx<'care'>, personId: string): Promise<void> {
	const sid = ctx.subdistrictId;
	await db
		.updateTable('care.door_event')
		.set({ note_sealed: null, who: '' })
		.where('subdistrict_id', '=', sid)
		.where('door_id', 'in', (eb) => eb.selectFrom('care.door').select('id').where('subdistrict_id', '=', sid).where('person_id', '=', personId).where('closed_at', 'is not', null))
		.execute();
	await db.updateTable('care.door').set({ said: '', closing_note_sealed: null }).where('subdistrict_id', '=', sid).where('person_id', '=', personId).where('closed_at', 'is not', null).execute();
}

/** @returns how many pairs went */
async function endPlans(tx: WriteTx<'care'>, personId: string): Promise<number> {
	const { db, ctx } = tx;
	const today = await todayOf(tx);
	const plans = await db
		.updateTable('care.plan')
		.set((eb) => ({
			goal_sealed: null,
			by_hand: '',
			pause_reason: null,
			until_on: eb.fn.coalesce('until_on', eb.fn<string>('greatest', ['from_on', eb.val(today)])),
			end_reason: eb.fn.coalesce('end_reason', eb.val('erased')),
			changed_at: ctx.clock.now()
		}))
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('person_id', '=', personId)
		.returning('id')
		.execute();
	await followSpans(tx, plans.map(({ id }) => id), today);
	const pairs = await db.deleteFrom('care.pairing').where('subdistrict_id', '=', ctx.subdistrictId).where((eb) => eb.or([eb('person_id', '=', personId), eb('partner_person_id', '=', personId)])).returning('id').execute();
	for (const { id } of pairs) await tx.emit('care.pairEnded', { pairingId: id, ended: true });
	return pairs.length;
}
