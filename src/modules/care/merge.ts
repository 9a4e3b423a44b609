/**
 * What care keeps of two records that became one: everything of the gone one is the kept one's now. Of what a person has only once
 * (an open plan, a draft of a form) the kept record's stays; a door where nobody opened is never closed by a merge. Undoing moves back
 * what was moved, and leaves with the kept record what came since.
 */
import { sql } from 'kysely';
import type { WriteTx } from '#platform/db/tx.ts';
import { conflict } from '#platform/errors.ts';
import { dateIn } from '#platform/dates/index.ts';
import { todayOf, zoneIn } from '#platform/today.ts';
import { followSpans } from './weekly/span.store.ts';
import { weeksChanged } from './weekly/weekly.facts.ts';

type Tx = WriteTx<'care'>;

interface Merge {
	mergeId: string;
	keptId: string;
	goneId: string;
}

/** What changes hands as it is: the subject, its table, and the column that names the person. */
const HANDS = [
	['plan', 'plan', 'person_id'],
	['pairing', 'pairing', 'person_id'],
	['pairing_partner', 'pairing', 'partner_person_id'],
	['visit', 'visit', 'person_id'],
	['conflict', 'conflict', 'person_id'],
	['assessment', 'assessment', 'person_id'],
	['door', 'door', 'person_id']
] as const;

/** @throws AppError care.twoDoorsOpen (409): a named person closes a door, not a merge */
export async function followMerge({ mergeId, keptId, goneId, on }: Merge & { on: string }, tx: Tx): Promise<void> {
	const { db, ctx } = tx;
	const tenant = ctx.subdistrictId;
	const doors = await db.selectFrom('care.door').select('id').where('subdistrict_id', '=', tenant).where('person_id', 'in', [keptId, goneId]).where('closed_at', 'is', null).execute();
	if (doors.length > 1) throw conflict('care.twoDoorsOpen');
	const note = (subject: string, rows: ReturnType<typeof sql<{ id: string; before: unknown }>>) => sql`WITH done AS (${rows}) INSERT INTO care.merge_change (subdistrict_id, merge_id, subject, row_id, before) SELECT ${tenant}, ${mergeId}, ${subject}, done.id, done.before FROM done`.execute(db);
	const plans = await db.selectFrom('care.plan').select(['id', 'person_id as personId', 'last_on as lastOn']).where('subdistrict_id', '=', tenant).where('person_id', 'in', [keptId, goneId]).where('until_on', 'is', null).orderBy('id').forUpdate().execute();
	const [ofKept, ofGone] = [keptId, goneId].map((id) => plans.find(({ personId }) => personId === id));
	if (ofKept && ofGone) {
		await note('plan_ended', sql`UPDATE care.plan SET until_on = greatest(from_on, ${on}::date), end_reason = 'merged', version = version + 1, changed_at = ${ctx.clock.now()} WHERE subdistrict_id = ${tenant} AND id = ${ofGone.id} RETURNING id, '{}'::jsonb AS before`);
		// Whoever saw them under the other record has seen them.
		if (ofGone.lastOn !== null && (ofKept.lastOn === null || ofKept.lastOn < ofGone.lastOn))
			await note('plan_last', sql`UPDATE care.plan SET last_on = ${ofGone.lastOn}::date, version = version + 1 WHERE subdistrict_id = ${tenant} AND id = ${ofKept.id} RETURNING id, jsonb_build_object('was', ${ofKept.lastOn}::date, 'is', ${ofGone.lastOn}::date) AS before`);
	}
	await note(
		'draft_dropped',
		sql`UPDATE care.assessment d SET state = 'dropped', version = d.version + 1 WHERE d.subdistrict_id = ${tenant} AND d.person_id = ${goneId} AND d.state = 'draft'
			AND EXISTS (SELECT 1 FROM care.assessment k WHERE k.subdistrict_id = d.subdistrict_id AND k.person_id = ${keptId} AND k.form_key = d.form_key AND k.by_id = d.by_id AND k.state = 'draft') RETURNING d.id, '{}'::jsonb AS before`
	);
	for (const [subject, table, column] of HANDS) await note(subject, sql`UPDATE ${sql.table(`care.${table}`)} SET ${sql.ref(column)} = ${keptId} WHERE subdistrict_id = ${tenant} AND ${sql.ref(column)} = ${goneId} RETURNING id, '{}'::jsonb AS before`);
	await weeksOf(tx, [keptId, goneId], on);
}

/** What the merge moved goes back, if it is the kept record's still. */
export async function followUnmerge({ mergeId, keptId, goneId }: Merge, tx: Tx): Promise<void> {
	const { db, ctx } = tx;
	const tenant = ctx.subdistrictId;
	const of = (subject: string) => sql`(SELECT row_id FROM care.merge_change WHERE subdistrict_id = ${tenant} AND merge_id = ${mergeId} AND subject = ${subject})`;
	for (const [subject, table, column] of HANDS) await sql`UPDATE ${sql.table(`care.${table}`)} SET ${sql.ref(column)} = ${goneId} WHERE subdistrict_id = ${tenant} AND ${sql.ref(column)} = ${keptId} AND id IN ${of(subject)}`.execute(db);
	await sql`UPDATE care.plan SET until_on = NULL, end_reason = NULL, version = version + 1, changed_at = ${ctx.clock.now()} WHERE subdistrict_id = ${tenant} AND end_reason = 'merged' AND id IN ${of('plan_ended')}`.execute(db);
	await sql`UPDATE care.plan p SET last_on = (c.before ->> 'was')::date, version = p.version + 1 FROM care.merge_change c
		WHERE c.subdistrict_id = ${tenant} AND c.merge_id = ${mergeId} AND c.subject = 'plan_last' AND p.subdistrict_id = c.subdistrict_id AND p.id = c.row_id AND p.last_on = (c.before ->> 'is')::date`.execute(db);
	await sql`UPDATE care.assessment SET state = 'draft', version = version + 1 WHERE subdistrict_id = ${tenant} AND state = 'dropped' AND id IN ${of('draft_dropped')}`.execute(db);
	await weeksOf(tx, [keptId, goneId], await todayOf(tx));
	await db.deleteFrom('care.merge_change').where('subdistrict_id', '=', tenant).where('merge_id', '=', mergeId).execute();
}

/** Whoever was visited, and whose plan it is, is another now: their spans, and every week in which one of the two was visited. */
async function weeksOf(tx: Tx, people: readonly string[], today: string): Promise<void> {
	const { db, ctx } = tx;
	const plans = await db.selectFrom('care.plan').select('id').where('subdistrict_id', '=', ctx.subdistrictId).where('person_id', 'in', people).execute();
	await followSpans(tx, plans.map(({ id }) => id), today);
	const visits = await db.selectFrom('care.visit').select('visited_at').where('subdistrict_id', '=', ctx.subdistrictId).where('person_id', 'in', people).execute();
	const zone = await zoneIn(tx);
	weeksChanged(tx, visits.map(({ visited_at }) => dateIn(visited_at, zone)));
}
