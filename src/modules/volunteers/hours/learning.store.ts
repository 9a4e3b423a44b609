/**
 * Lectures and trainings of activities in the ledger: a volunteer who comes gets a line of its own kind, which no sum of service
 * and no certificate takes in. An attendance that is taken back is a correction; nothing is typed.
 */
import { sql } from 'kysely';
import type { Attended } from '#modules/activities/index.ts';
import type { WriteTx } from '#platform/db/tx.ts';
import { unseal } from '#platform/secrets.ts';
import { addEntry } from './ledger.store.ts';

type Tx = WriteTx<'volunteers'>;

const MINUTE = 60_000;

/** Adds the line of a lecture or training that a registered volunteer attended; the length is the activity's, for nobody checks out of one. */
export async function creditLearning(tx: Tx, came: Attended): Promise<void> {
	if (came.learning === null) return;
	const volunteer = await volunteerWhoCame(tx, came);
	if (!volunteer || (await creditsOf(tx, [came.attendanceId])).length) return;
	await addEntry(tx, {
		volunteer_id: volunteer.id,
		kind: came.learning,
		minutes: Math.floor((came.endsAt.getTime() - came.startsAt.getTime()) / MINUTE),
		on_day: came.onDay,
		starts_at: came.startsAt,
		ends_at: came.endsAt,
		community_id: came.communityId,
		attendance_id: came.attendanceId,
		title: came.title,
		place: came.place,
		source: 'activity'
	});
}

/** Takes back what is left of the lines of these attendances. */
export async function takeBackLearning(tx: Tx, { attendanceIds, why }: { attendanceIds: readonly string[]; why: string }): Promise<void> {
	for (const { id, left, ...line } of await creditsOf(tx, attendanceIds)) await addEntry(tx, { ...line, minutes: -left, corrects: id, source: 'correction', reason: why });
}

/**
 * Lines of these attendances of which something is left; their volunteers are held, so that two acts wait for each other.
 */
async function creditsOf({ db, ctx }: Tx, attendanceIds: readonly string[]) {
	const lines = db
		.selectFrom('volunteers.entry as e')
		.where('e.subdistrict_id', '=', ctx.subdistrictId)
		.where('e.attendance_id', '=', sql<string>`any(${[...attendanceIds]}::uuid[])`);
	const volunteers = await lines.select('e.volunteer_id').distinct().execute();
	if (!volunteers.length) return [];
	await db.selectFrom('volunteers.volunteer').select('id').where('subdistrict_id', '=', ctx.subdistrictId).where('id', 'in', volunteers.map(({ volunteer_id }) => volunteer_id)).orderBy('id').forUpdate().execute();
	const rows = await lines
		.select(['e.id', 'e.volunteer_id', 'e.kind', 'e.on_day', 'e.community_id', 'e.title', 'e.place', sql<number>`e.minutes + coalesce((SELECT sum(c.minutes) FROM volunteers.entry c WHERE c.subdistrict_id = e.subdistrict_id AND c.corrects = e.id), 0)::int`.as('left')])
		.execute();
	return rows.filter(({ left }) => left > 0);
}

/**
 * The volunteer who came, held: by the record of the register, else by the account, else by telephone and name, for a telephone
 * alone may be the family's. A registration that a merge has ended counts by its record, because the merge is being undone.
 * @returns null where nobody was registered on the day
 */
async function volunteerWhoCame({ db, ctx }: Tx, { personId, userId, phoneHash, nameSealed, onDay }: Attended): Promise<{ id: string } | null> {
	const registered = db
		.selectFrom('volunteers.volunteer')
		.select(['id', 'name'])
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('registered_on', '<=', onDay)
		.forUpdate();
	const standing = registered.where('state', 'in', ['active', 'paused']);
	if (personId) {
		const own = (await standing.where('person_id', '=', personId).executeTakeFirst()) ?? (await registered.where('person_id', '=', personId).where('state', '=', 'merged').executeTakeFirst());
		if (own) return own;
	}
	if (userId) {
		const own = await standing.where('user_id', '=', userId).executeTakeFirst();
		if (own) return own;
	}
	if (!phoneHash || !nameSealed) return null;
	const named = unseal(nameSealed, 'contact').replace(/\s/g, '');
	const found = (await standing.where('phone_hash', '=', phoneHash).limit(5).execute()).filter(({ name }) => name.replace(/\s/g, '') === named);
	return found.length === 1 ? found[0]! : null;
}
