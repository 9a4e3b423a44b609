/**
 * What undoing a merge needs to know: the values that a merge overwrites, before and after it. Sealed columns are not copied (the
 * rotation of keys could not reach them in here); they follow from the statements that stand.
 */
import { sql } from 'kysely';
import type { WriteTx } from '#platform/db/tx.ts';

type Tx = WriteTx<'residents'>;

/** The columns of `person` that a merge may overwrite. */
export const PERSON_COLUMNS = [
	'community_id', 'dwelling_id', 'household_id', 'lives_away', 'left_on', 'died_on', 'died_recorded_at', 'name', 'name_masked', 'name_key', 'pinyin', 'initials', 'sort_key', 'former_name', 'sex', 'birth_date', 'birth_known',
	'ethnicity', 'education', 'marital', 'political', 'workplace', 'registered_elsewhere', 'id_masked', 'phone_masked'
] as const;

type Row = Record<string, unknown> & { id: string };

export interface Snapshot {
	people: Row[];
	statements: Row[];
	memberships: Row[];
	households: Row[];
}

/** The rows as they are now, in the order of their ids and as JSON gives them back, so that two snapshots can be compared. */
export async function snapshotOf({ db, ctx }: Tx, personIds: readonly string[], householdIds: readonly string[]): Promise<Snapshot> {
	const people = sql<string>`any(${personIds}::uuid[])`;
	const [rows, statements, memberships, households] = [
		await db.selectFrom('residents.person').select(['id', ...PERSON_COLUMNS]).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', people).orderBy('id').execute(),
		await db.selectFrom('residents.statement').select(['id', 'person_id', 'chosen', 'pinned', sql<boolean>`withdrawn_at IS NOT NULL`.as('withdrawn')]).where('subdistrict_id', '=', ctx.subdistrictId).where('person_id', '=', people).orderBy('id').execute(),
		await db.selectFrom('residents.membership').select(['id', 'person_id', 'relation', 'residence', 'from_on', 'until_on', 'end_reason', 'ended_in']).where('subdistrict_id', '=', ctx.subdistrictId).where('person_id', '=', people).orderBy('id').execute(),
		householdIds.length ? await db.selectFrom('residents.household').select(['id', 'head_id', 'closed_on', 'close_reason']).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', sql<string>`any(${householdIds}::uuid[])`).orderBy('id').execute() : []
	];
	return JSON.parse(JSON.stringify({ people: rows, statements, memberships, households })) as Snapshot;
}

/** Whether nothing has been written since. */
export const unchanged = (now: Snapshot, then: Snapshot): boolean => JSON.stringify(now) === JSON.stringify(then);
