/** What care holds of somebody goes when the register says that its purpose has ended for them. Counts of visits stay; words about health and home do not. */
import type { WriteTx } from '#platform/db/tx.ts';

export async function forgetPerson({ db, ctx }: WriteTx<'care'>, personId: string, fields: readonly string[]): Promise<void> {
	if (fields.includes('care')) {
		const now = ctx.clock.now();
		const today = now.toISOString().slice(0, 10);
		await db.updateTable('care.visit').set({ note_sealed: null, health_sealed: null, photos: '[]', needs: [] }).where('subdistrict_id', '=', ctx.subdistrictId).where('person_id', '=', personId).execute();
		await db.updateTable('care.plan').set({ goal_sealed: null, by_hand: '', pause_reason: null }).where('subdistrict_id', '=', ctx.subdistrictId).where('person_id', '=', personId).execute();
		await db.updateTable('care.plan').set((eb) => ({ until_on: eb.fn<string>('greatest', ['from_on', eb.val(today)]), end_reason: 'erased', changed_at: now })).where('subdistrict_id', '=', ctx.subdistrictId).where('person_id', '=', personId).where('until_on', 'is', null).execute();
		await db.deleteFrom('care.pairing').where('subdistrict_id', '=', ctx.subdistrictId).where((eb) => eb.or([eb('person_id', '=', personId), eb('partner_person_id', '=', personId)])).execute();
		await db.updateTable('care.door').set({ said: '', closing_note_sealed: null }).where('subdistrict_id', '=', ctx.subdistrictId).where('person_id', '=', personId).where('closed_at', 'is not', null).execute();
	}
	if (fields.includes('assessment')) await db.deleteFrom('care.assessment').where('subdistrict_id', '=', ctx.subdistrictId).where('person_id', '=', personId).execute();
}
