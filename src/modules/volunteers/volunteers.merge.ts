/**
 * What this module keeps of two records of the register that became one. Where only the gone one was a volunteer, the
 * registration is the kept one's now. Where both were, the gone one's places, hours, teams and certificates go to the kept
 * registration; a span that would overlap one of the kept one's stays behind, for a person serves once at a time. What an open
 * certificate application or a place forbids stays behind as well. Undoing moves back what was moved.
 */
import { sql, type RawBuilder } from 'kysely';
import type { WriteTx } from '#platform/db/tx.ts';
import { newId } from '#platform/ids.ts';
import { todayOf } from '#platform/today.ts';
import { withMerged } from './register/chain.ts';
import type { VolunteerRow } from './register/volunteer.store.ts';
import { serviceChanged, volunteersChanged } from './volunteers.facts.ts';

type Tx = WriteTx<'volunteers'>;

interface Merge {
	mergeId: string;
	keptId: string;
	goneId: string;
}

type Registration = Pick<VolunteerRow, 'id' | 'state' | 'person_id'>;

const held = ({ db, ctx }: Tx, by: 'person_id' | 'user_id', id: string): Promise<Registration | undefined> =>
	db.selectFrom('volunteers.volunteer').select(['id', 'state', 'person_id']).where('subdistrict_id', '=', ctx.subdistrictId).where(by, '=', id).where('state', 'not in', ['merged', 'erased']).forUpdate().executeTakeFirst();

/** Rows that a statement changed, written down so that undoing finds them. */
const note = ({ db, ctx }: Tx, mergeId: string, subject: string, rows: RawBuilder<unknown>) =>
	sql`WITH done AS (${rows}) INSERT INTO volunteers.merge_change (subdistrict_id, merge_id, subject, row_id) SELECT ${ctx.subdistrictId}, ${mergeId}, ${subject}, done.id FROM done`.execute(db);

/**
 * Registrations are counted as this person's from now on, and what merges left behind them too: a line of service that stayed there
 * would count one human twice. The days on which they served are counted anew.
 */
async function countAs(tx: Tx, personId: string, where: RawBuilder<unknown>): Promise<void> {
	const { db, ctx } = tx;
	const these = withMerged(ctx.subdistrictId, where);
	const rows = await db.updateTable('volunteers.volunteer').set({ who_key: `p:${personId}` }).where('subdistrict_id', '=', ctx.subdistrictId).where('id', 'in', these).returning('registered_on').execute();
	const days = await db.selectFrom('volunteers.entry').select('on_day').distinct().where('subdistrict_id', '=', ctx.subdistrictId).where('volunteer_id', 'in', these).execute();
	volunteersChanged(tx, rows.map(({ registered_on }) => registered_on));
	serviceChanged(tx, days.map(({ on_day }) => on_day));
}

export async function followMerge({ mergeId, keptId, goneId, on }: Merge & { on: string }, tx: Tx): Promise<void> {
	const gone = await held(tx, 'person_id', goneId);
	if (!gone) return;
	const kept = await held(tx, 'person_id', keptId);
	if (kept) return putBehind(tx, kept, gone, keptId, mergeId, on);
	await note(tx, mergeId, 'volunteer', sql`UPDATE volunteers.volunteer SET person_id = ${keptId}, version = version + 1 WHERE subdistrict_id = ${tx.ctx.subdistrictId} AND id = ${gone.id} RETURNING id`);
	await countAs(tx, keptId, sql`id = ${gone.id}`);
}

/**
 * An account turned out to be somebody of the register, who may have registered with it before, or at the desk, or both: it is one
 * registration, the desk's where there are two, unless they had left with that one. Unlinking leaves it so, and no note is kept of what
 * was moved.
 */
export async function followLink({ personId, userId }: { personId: string; userId: string }, tx: Tx): Promise<void> {
	const { db, ctx } = tx;
	const [theirs, accounts] = [await held(tx, 'person_id', personId), await held(tx, 'user_id', userId)];
	// With the account somebody else of the register has registered: whose it is nobody can tell from here.
	if (accounts?.person_id && accounts.person_id !== personId) return;
	const [one, other] = theirs?.state === 'left' && accounts ? [accounts, theirs] : [theirs ?? accounts, accounts];
	if (!one) return;
	if (other && other.id !== one.id) {
		const linkId = newId();
		await putBehind(tx, one, other, personId, linkId, await todayOf(tx));
		await db.deleteFrom('volunteers.merge_change').where('subdistrict_id', '=', ctx.subdistrictId).where('merge_id', '=', linkId).execute();
	}
	await db.updateTable('volunteers.volunteer').set((eb) => ({ person_id: personId, user_id: userId, version: eb('version', '+', 1) })).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', one.id).execute();
	await countAs(tx, personId, sql`id = ${one.id}`);
}

/** The gone registration stands behind the kept one, which is this person's, and what hung on it hangs there. */
async function putBehind(tx: Tx, kept: Registration, gone: Registration, personId: string, mergeId: string, on: string): Promise<void> {
	const { db, ctx } = tx;
	const tenant = ctx.subdistrictId;
	const move = (subject: string, table: string, unless: RawBuilder<unknown>) =>
		note(tx, mergeId, subject, sql`UPDATE ${sql.table(`volunteers.${table}`)} AS r SET volunteer_id = ${kept.id} WHERE r.subdistrict_id = ${tenant} AND r.volunteer_id = ${gone.id} AND NOT (${unless}) RETURNING r.id`);
	await countAs(tx, personId, sql`id = ${gone.id}`);
	await note(tx, mergeId, 'membership_ended', sql`UPDATE volunteers.membership AS r SET until_on = greatest(r.from_on, ${on}::date) WHERE r.subdistrict_id = ${tenant} AND r.volunteer_id = ${gone.id} AND r.until_on IS NULL AND EXISTS (SELECT FROM volunteers.membership k WHERE k.subdistrict_id = r.subdistrict_id AND k.team_id = r.team_id AND k.volunteer_id = ${kept.id} AND k.until_on IS NULL) RETURNING r.id`);
	await move('membership', 'membership', sql`false`);
	await move('task', 'task', sql`false`);
	await move('signup', 'signup', sql`r.state = 'signed' AND EXISTS (SELECT FROM volunteers.signup k WHERE k.subdistrict_id = r.subdistrict_id AND k.volunteer_id = ${kept.id} AND k.state = 'signed' AND (k.shift_id = r.shift_id OR k.starts_at < r.ends_at AND r.starts_at < k.ends_at))`);
	await move(
		'span',
		'span',
		sql`r.state <> 'void' AND EXISTS (SELECT FROM volunteers.span k WHERE k.subdistrict_id = r.subdistrict_id AND k.volunteer_id = ${kept.id} AND k.state <> 'void'
			AND (k.activity_id = r.activity_id AND k.on_day = r.on_day OR k.shift_id = r.shift_id OR k.in_at < coalesce(r.out_at, r.in_at) AND r.in_at < coalesce(k.out_at, k.in_at)))`
	);
	await move('entry', 'entry', sql`r.span_id IS NOT NULL AND EXISTS (SELECT FROM volunteers.span s WHERE s.subdistrict_id = r.subdistrict_id AND s.id = r.span_id AND s.volunteer_id <> ${kept.id})`);
	await move('certificate', 'certificate', sql`r.state IN ('applied', 'accepted') AND EXISTS (SELECT FROM volunteers.certificate k WHERE k.subdistrict_id = r.subdistrict_id AND k.volunteer_id = ${kept.id} AND k.state IN ('applied', 'accepted'))`);
	await note(tx, mergeId, 'shift', sql`UPDATE volunteers.shift SET lead_volunteer_id = ${kept.id} WHERE subdistrict_id = ${tenant} AND lead_volunteer_id = ${gone.id} RETURNING id`);
	await sql`UPDATE volunteers.volunteer SET state = 'merged', merged_into = ${kept.id}, version = version + 1 WHERE subdistrict_id = ${tenant} AND id = ${gone.id}`.execute(db);
	await db.insertInto('volunteers.merge_change').values({ subdistrict_id: tenant, merge_id: mergeId, subject: 'volunteer_merged', row_id: gone.id, was: gone.state }).execute();
}

const MOVED = [
	['membership', 'membership'],
	['task', 'task'],
	['signup', 'signup'],
	['span', 'span'],
	['entry', 'entry'],
	['certificate', 'certificate']
] as const;

/** What the merge moved goes back; what came since stays with the kept registration. */
export async function followUnmerge({ mergeId, goneId }: Merge, tx: Tx): Promise<void> {
	const { db, ctx } = tx;
	const tenant = ctx.subdistrictId;
	const of = (subject: string) => sql`(SELECT row_id FROM volunteers.merge_change WHERE subdistrict_id = ${tenant} AND merge_id = ${mergeId} AND subject = ${subject})`;
	const { rows } = await sql<{ id: string }>`UPDATE volunteers.volunteer w SET state = c.was, merged_into = NULL, version = version + 1 FROM volunteers.merge_change c
		WHERE w.subdistrict_id = ${tenant} AND w.state = 'merged' AND c.subdistrict_id = ${tenant} AND c.merge_id = ${mergeId} AND c.subject = 'volunteer_merged' AND c.row_id = w.id RETURNING w.id`.execute(db);
	await sql`UPDATE volunteers.volunteer SET person_id = ${goneId}, version = version + 1 WHERE subdistrict_id = ${tenant} AND id IN ${of('volunteer')}`.execute(db);
	const gone = rows[0];
	if (gone) {
		for (const [subject, table] of MOVED) await sql`UPDATE ${sql.table(`volunteers.${table}`)} SET volunteer_id = ${gone.id} WHERE subdistrict_id = ${tenant} AND id IN ${of(subject)}`.execute(db);
		await sql`UPDATE volunteers.shift SET lead_volunteer_id = ${gone.id} WHERE subdistrict_id = ${tenant} AND id IN ${of('shift')}`.execute(db);
		await sql`UPDATE volunteers.membership SET until_on = NULL WHERE subdistrict_id = ${tenant} AND id IN ${of('membership_ended')}`.execute(db);
	}
	await countAs(tx, goneId, sql`id IN ${of('volunteer')} OR id IN ${of('volunteer_merged')}`);
	await db.deleteFrom('volunteers.merge_change').where('subdistrict_id', '=', tenant).where('merge_id', '=', mergeId).execute();
}
