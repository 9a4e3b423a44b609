/** What activities keep of somebody goes when the register says that nothing of them is left: what they did stays in the counts, and nobody's name with it. */
import { sql } from 'kysely';
import type { WriteTx } from '#platform/db/tx.ts';
import { factChanged } from '#platform/facts.ts';
import { newId } from '#platform/ids.ts';
import { ATTENDANCE_COUNTED } from './activities.measure-keys.ts';
import { holdOccurrence, moveTaken, offerFreed } from './signup/seats.ts';

type Tx = WriteTx<'activities'>;

/**
 * Nothing that says who they are stays with what they did: the counts keep that somebody came. Places to come are given back.
 */
export async function forgetPerson(tx: Tx, personId: string): Promise<void> {
	const { db, ctx } = tx;
	const key = `p:${personId}`;
	const tenant = ctx.subdistrictId;
	const { rows: live } = await sql<{ id: string; occurrence: string; state: string }>`SELECT s.id, s.occurrence_id AS occurrence, s.state FROM activities.signup s JOIN activities.occurrence o ON o.subdistrict_id = s.subdistrict_id AND o.id = s.occurrence_id
		WHERE s.subdistrict_id = ${tenant} AND s.who_key = ${key} AND s.state IN ('taken', 'waiting', 'offered') AND o.starts_at > ${ctx.clock.now()} ORDER BY s.occurrence_id`.execute(db);
	for (const { id, occurrence, state } of live) {
		const held = await holdOccurrence(tx, occurrence);
		await db.updateTable('activities.signup').set({ state: 'cancelled', offered_until: null, changed_at: ctx.clock.now() }).where('subdistrict_id', '=', tenant).where('id', '=', id).execute();
		if (state !== 'waiting') {
			await moveTaken(tx, held, -1);
			await offerFreed(tx, held);
		}
	}
	// A key of its own, the same in every row, so that the person still counts once among different people and can be named by nobody.
	const nobody = `n:${newId()}`;
	await sql`UPDATE activities.signup SET who_key = ${nobody}, person_id = NULL, user_id = NULL, name_sealed = NULL, name_masked = '', phone_hash = NULL, phone_sealed = NULL, phone_masked = '', birth_year = NULL, guardian_sealed = NULL, exception = '' WHERE subdistrict_id = ${tenant} AND who_key = ${key}`.execute(db);
	await sql`UPDATE activities.attendance SET who_key = ${nobody}, person_id = NULL, user_id = NULL, name_sealed = NULL, name_masked = '', phone_hash = NULL, taken_back_why = CASE WHEN taken_back_at IS NULL THEN NULL ELSE '' END WHERE subdistrict_id = ${tenant} AND who_key = ${key}`.execute(db);
	await sql`UPDATE activities.feedback SET who_key = ${nobody}, words = '' WHERE subdistrict_id = ${tenant} AND who_key = ${key}`.execute(db);
	await sql`UPDATE activities.learner SET who_key = ${nobody}, person_id = NULL, user_id = NULL, name_sealed = NULL, name_masked = '' WHERE subdistrict_id = ${tenant} AND who_key = ${key}`.execute(db);
	// A certificate is nothing without its name.
	await db.deleteFrom('activities.certificate').where('subdistrict_id', '=', tenant).where('who_key', '=', key).execute();
	factChanged(tx, { measures: ATTENDANCE_COUNTED, days: (await sql<{ day: string }>`SELECT DISTINCT on_day::text AS day FROM activities.attendance WHERE subdistrict_id = ${tenant} AND who_key = ${nobody}`.execute(db)).rows.map(({ day }) => day) });
}
