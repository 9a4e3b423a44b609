/**
 * What activities keep of two records that became one: everything of the gone one is the kept one's now. One person has one place,
 * one attendance, one feedback and one certificate of a thing; of two the kept record's stays. Undoing moves back what was moved.
 */
import { sql, type RawBuilder } from 'kysely';
import type { WriteTx } from '#platform/db/tx.ts';
import { factChanged } from '#platform/facts.ts';
import { newId } from '#platform/ids.ts';
import { ATTENDANCE_COUNTED, FEEDBACK_COUNTED } from './activities.measure-keys.ts';
import { tellAttended } from './attendance/attendance.store.ts';
import { followLearners } from './programmes/learner.store.ts';
import { timeOf } from './signup/rules.store.ts';
import { holdOccurrence, moveTaken, offerFreed } from './signup/seats.ts';

type Tx = WriteTx<'activities'>;

interface Merge {
	mergeId: string;
	keptId: string;
	goneId: string;
}

const SAME_PERSON = '档案合并，同一人';

/** Tables whose rows name a person, and whether the row carries their id beside the key. */
const HANDS = [
	['signup', true],
	['attendance', true],
	['feedback', false],
	['certificate', true]
] as const;

export const followMerge = (tx: Tx, { mergeId, keptId, goneId }: Merge): Promise<void> => handOver(tx, mergeId, keptId, `p:${goneId}`);

/**
 * An account turned out to be somebody of the register: what it signed up for, attended and learned before is that person's, who
 * counts once. Unlinking leaves it so, and no note is kept of what was handed over.
 */
export async function followLink(tx: Tx, { personId, userId }: { personId: string; userId: string }): Promise<void> {
	const linkId = newId();
	await handOver(tx, linkId, personId, `u:${userId}`);
	await tx.db.deleteFrom('activities.merge_change').where('subdistrict_id', '=', tx.ctx.subdistrictId).where('merge_id', '=', linkId).execute();
}

/** Everything under the gone key is the kept person's now. */
async function handOver(tx: Tx, mergeId: string, keptId: string, gone: string): Promise<void> {
	const { db, ctx } = tx;
	const tenant = ctx.subdistrictId;
	const kept = `p:${keptId}`;
	const note = (subject: string, rows: RawBuilder<unknown>) => sql<{ id: string }>`WITH done AS (${rows}), kept AS (INSERT INTO activities.merge_change (subdistrict_id, merge_id, subject, row_id, before) SELECT ${tenant}, ${mergeId}, ${subject}, done.id, done.before FROM done RETURNING row_id) SELECT row_id AS id FROM kept`.execute(db);
	await endDoublePlaces(tx, mergeId, kept, gone);
	const { rows: double } = await note('attendance_taken_back', sql`UPDATE activities.attendance a SET taken_back_at = ${ctx.clock.now()}, taken_back_why = ${SAME_PERSON} WHERE a.subdistrict_id = ${tenant} AND a.who_key = ${gone} AND a.taken_back_at IS NULL
		AND EXISTS (SELECT 1 FROM activities.attendance k WHERE k.subdistrict_id = a.subdistrict_id AND k.occurrence_id = a.occurrence_id AND k.who_key = ${kept} AND k.taken_back_at IS NULL) RETURNING a.id, '{}'::jsonb AS before`);
	await note('feedback_dropped', sql`DELETE FROM activities.feedback f WHERE f.subdistrict_id = ${tenant} AND f.who_key = ${gone}
		AND EXISTS (SELECT 1 FROM activities.feedback k WHERE k.subdistrict_id = f.subdistrict_id AND k.occurrence_id = f.occurrence_id AND k.who_key = ${kept}) RETURNING f.id, to_jsonb(f) AS before`);
	await note('certificate_revoked', sql`UPDATE activities.certificate c SET revoked_at = ${ctx.clock.now()}, revoked_why = ${SAME_PERSON} WHERE c.subdistrict_id = ${tenant} AND c.who_key = ${gone} AND c.revoked_at IS NULL
		AND EXISTS (SELECT 1 FROM activities.certificate k WHERE k.subdistrict_id = c.subdistrict_id AND k.kind = c.kind AND k.subject_id = c.subject_id AND k.who_key = ${kept} AND k.revoked_at IS NULL) RETURNING c.id, '{}'::jsonb AS before`);
	for (const [table, named] of HANDS) await note(table, sql`UPDATE ${sql.table(`activities.${table}`)} SET who_key = ${kept}${named ? sql`, person_id = ${keptId}` : sql``} WHERE subdistrict_id = ${tenant} AND who_key = ${gone} RETURNING id, '{}'::jsonb AS before`);
	if (double.length) await tx.emit('activities.attendanceTakenBack', { attendanceIds: double.map(({ id }) => id), why: SAME_PERSON });
	await countAnew(tx, [kept, gone]);
}

/** Of two places in one time the gone record's is given back, and goes to the line. */
async function endDoublePlaces(tx: Tx, mergeId: string, kept: string, gone: string): Promise<void> {
	const { db, ctx } = tx;
	const { rows } = await sql<{ id: string; occurrence: string; state: string }>`SELECT g.id, g.occurrence_id AS occurrence, g.state FROM activities.signup g
		WHERE g.subdistrict_id = ${ctx.subdistrictId} AND g.who_key = ${gone} AND g.state IN ('taken', 'waiting', 'offered')
			AND EXISTS (SELECT 1 FROM activities.signup k WHERE k.subdistrict_id = g.subdistrict_id AND k.occurrence_id = g.occurrence_id AND k.who_key = ${kept} AND k.state IN ('taken', 'waiting', 'offered')) ORDER BY g.occurrence_id`.execute(db);
	for (const { id, occurrence, state } of rows) {
		const held = await holdOccurrence(tx, occurrence);
		await db.updateTable('activities.signup').set({ state: 'cancelled', offered_until: null, changed_at: ctx.clock.now() }).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', id).execute();
		await db.insertInto('activities.merge_change').values({ subdistrict_id: ctx.subdistrictId, merge_id: mergeId, subject: 'signup_ended', row_id: id, before: JSON.stringify({ state }) }).execute();
		if (state === 'waiting') continue;
		await moveTaken(tx, held, -1);
		await offerFreed(tx, held);
	}
}

/** What the merge moved goes back. A place that was given back meanwhile stays with whoever has it now. */
export async function followUnmerge(tx: Tx, { mergeId, keptId, goneId }: Merge): Promise<void> {
	const { db, ctx } = tx;
	const tenant = ctx.subdistrictId;
	const [kept, gone] = [`p:${keptId}`, `p:${goneId}`];
	const of = (subject: string) => sql`(SELECT row_id FROM activities.merge_change WHERE subdistrict_id = ${tenant} AND merge_id = ${mergeId} AND subject = ${subject})`;
	for (const [table, named] of HANDS) await sql`UPDATE ${sql.table(`activities.${table}`)} SET who_key = ${gone}${named ? sql`, person_id = ${goneId}` : sql``} WHERE subdistrict_id = ${tenant} AND who_key = ${kept} AND id IN ${of(table)}`.execute(db);
	const { rows: again } = await sql<{ attendanceId: string; occurrenceId: string; personId: string | null; userId: string | null; phoneHash: string | null; nameSealed: string | null }>`UPDATE activities.attendance SET taken_back_at = NULL, taken_back_why = NULL WHERE subdistrict_id = ${tenant} AND id IN ${of('attendance_taken_back')}
		RETURNING id AS "attendanceId", occurrence_id AS "occurrenceId", person_id AS "personId", user_id AS "userId", phone_hash AS "phoneHash", name_sealed AS "nameSealed"`.execute(db);
	for (const arrival of again) await tellAttended(tx, await timeOf(tx, arrival.occurrenceId), arrival);
	await sql`UPDATE activities.certificate SET revoked_at = NULL, revoked_why = NULL WHERE subdistrict_id = ${tenant} AND id IN ${of('certificate_revoked')}`.execute(db);
	await sql`INSERT INTO activities.feedback SELECT (jsonb_populate_record(NULL::activities.feedback, c.before)).* FROM activities.merge_change c WHERE c.subdistrict_id = ${tenant} AND c.merge_id = ${mergeId} AND c.subject = 'feedback_dropped' ON CONFLICT DO NOTHING`.execute(db);
	await db.deleteFrom('activities.merge_change').where('subdistrict_id', '=', tenant).where('merge_id', '=', mergeId).execute();
	await countAnew(tx, [kept, gone]);
}

/** Courses in which either of them is, and the days on which different people are counted. */
async function countAnew(tx: Tx, keys: readonly string[]): Promise<void> {
	const { db, ctx } = tx;
	const { rows: courses } = await sql<{ id: string }>`SELECT DISTINCT a.programme_id AS id FROM activities.attendance t JOIN activities.occurrence o ON o.subdistrict_id = t.subdistrict_id AND o.id = t.occurrence_id
		JOIN activities.activity a ON a.subdistrict_id = o.subdistrict_id AND a.id = o.activity_id WHERE t.subdistrict_id = ${ctx.subdistrictId} AND t.who_key = any(${keys}) AND a.programme_id IS NOT NULL`.execute(db);
	for (const { id } of courses) await followLearners(tx, id, keys);
	const { rows: days } = await sql<{ day: string }>`SELECT DISTINCT on_day::text AS day FROM activities.attendance WHERE subdistrict_id = ${ctx.subdistrictId} AND who_key = any(${keys})`.execute(db);
	factChanged(tx, { measures: [...ATTENDANCE_COUNTED, ...FEEDBACK_COUNTED], days: days.map(({ day }) => day) });
}
