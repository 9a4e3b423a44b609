/**
 * What is held of a volunteer goes when the register says that its purpose has ended for them: name, contact, document, guardian,
 * skills and times, the certificates' contents, also of a registration that a merge left behind theirs. That somebody served, and
 * how long, stays in the counts.
 */
import { sql } from 'kysely';
import type { WriteTx } from '#platform/db/tx.ts';
import { newId } from '#platform/ids.ts';
import { todayOf } from '#platform/today.ts';
import { withMerged } from './register/chain.ts';
import { serviceChanged, volunteersChanged } from './volunteers.facts.ts';

const NOBODY = '已删除';

/** @returns how many registrations held something */
export async function forgetVolunteer(tx: WriteTx<'volunteers'>, personId: string): Promise<number> {
	const { db, ctx } = tx;
	const sid = ctx.subdistrictId;
	const rows = await db.selectFrom('volunteers.volunteer').select(['id', 'registered_on', 'left_on', 'state']).where('subdistrict_id', '=', sid).where('id', 'in', withMerged(sid, sql`person_id = ${personId}`)).where('state', '<>', 'erased').forUpdate().execute();
	if (!rows.length) return 0;
	const today = await todayOf(tx);
	const ids = rows.map(({ id }) => id);
	// A key of its own, the same for all of them, so that the person still counts once among different people and can be named by nobody.
	const nobody = `n:${newId()}`;
	const days = await db.selectFrom('volunteers.entry').select('on_day').distinct().where('subdistrict_id', '=', sid).where('volunteer_id', 'in', ids).execute();
	await db.updateTable('volunteers.shift').set({ lead_volunteer_id: null }).where('subdistrict_id', '=', sid).where('lead_volunteer_id', 'in', ids).execute();
	for (const row of rows) {
		const now = ctx.clock.now();
		// A place at a coming shift is free for somebody else.
		const freed = await db.updateTable('volunteers.signup').set({ state: 'cancelled', ended_at: now }).where('subdistrict_id', '=', sid).where('volunteer_id', '=', row.id).where('state', '=', 'signed').where('starts_at', '>', now).returning('role_id').execute();
		for (const { role_id } of freed) await db.updateTable('volunteers.shift_role').set((eb) => ({ taken: eb('taken', '-', 1) })).where('subdistrict_id', '=', sid).where('id', '=', role_id).execute();
		await db.updateTable('volunteers.membership').set((eb) => ({ until_on: eb.fn<string>('greatest', ['from_on', eb.val(today)]) })).where('subdistrict_id', '=', sid).where('volunteer_id', '=', row.id).where('until_on', 'is', null).execute();
		await db.deleteFrom('volunteers.certificate_snapshot').where('subdistrict_id', '=', sid).where('certificate_id', 'in', (eb) => eb.selectFrom('volunteers.certificate').select('id').where('subdistrict_id', '=', sid).where('volunteer_id', '=', row.id)).execute();
		await db.updateTable('volunteers.certificate').set({ purpose: '', ended_reason: NOBODY }).where('subdistrict_id', '=', sid).where('volunteer_id', '=', row.id).execute();
		await db
			.updateTable('volunteers.volunteer')
			.set((eb) => ({
				// One that a merge left behind counted for nobody, and goes on counting for nobody.
				...(row.state !== 'merged' && { state: 'erased', left_on: row.left_on ?? today }),
				who_key: nobody,
				person_id: null,
				name: NOBODY,
				name_masked: NOBODY,
				national_number: null,
				user_id: null,
				sex: '0',
				birth_date: null,
				phone_hash: null,
				phone_sealed: null,
				phone_masked: null,
				id_hash: null,
				id_sealed: null,
				id_masked: null,
				living_area: '',
				skills: [],
				categories: [],
				times: [],
				guardian_name_sealed: null,
				guardian_phone_sealed: null,
				guardian_phone_masked: '',
				version: eb('version', '+', 1)
			}))
			.where('subdistrict_id', '=', sid)
			.where('id', '=', row.id)
			.execute();
	}
	volunteersChanged(tx, rows.map(({ registered_on }) => registered_on));
	serviceChanged(tx, days.map(({ on_day }) => on_day));
	return rows.length;
}
