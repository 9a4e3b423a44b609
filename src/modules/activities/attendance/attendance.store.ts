/** Writing down that somebody came, once; and what follows from it. */
import '../activities.events.ts';
import { factChanged } from '#platform/facts.ts';
import { isId, newId } from '#platform/ids.ts';
import type { WriteTx } from '#platform/db/tx.ts';
import { ATTENDANCE_COUNTED } from '../activities.measure-keys.ts';
import { followLearners } from '../programmes/learner.store.ts';
import type { TimeOf } from '../signup/rules.store.ts';

export type Tx = WriteTx<'activities'>;

/** Somebody at the door. */
export interface Arrival {
	clientId: string;
	signupId: string | null;
	whoKey: string;
	personId: string | null;
	userId: string | null;
	nameSealed: string | null;
	nameMasked: string;
	phoneHash: string | null;
	source: 'qr' | 'list' | 'paper' | 'walk_in';
	cameAt: Date;
}

/**
 * Writes an arrival down, unless it stands there already (the same send, or the same person by another way). A send whose arrival
 * was taken back stays taken back; whoever comes after all is a new send.
 * @returns the attendance's id, and whether it was there
 */
export async function writeArrival(tx: Tx, time: TimeOf, arrival: Arrival): Promise<{ id: string; repeated: boolean }> {
	const { db, ctx } = tx;
	const id = newId();
	const made = await db
		.insertInto('activities.attendance')
		.values({
			subdistrict_id: ctx.subdistrictId,
			id,
			occurrence_id: time.id,
			signup_id: arrival.signupId,
			who_key: arrival.whoKey,
			person_id: arrival.personId,
			user_id: arrival.userId,
			name_sealed: arrival.nameSealed,
			name_masked: arrival.nameMasked,
			phone_hash: arrival.phoneHash,
			source: arrival.source,
			came_at: arrival.cameAt,
			on_day: time.onDay,
			client_id: arrival.clientId,
			recorded_at: ctx.clock.now(),
			recorded_by: isId(ctx.actor.id) ? ctx.actor.id : null
		})
		.onConflict((oc) => oc.doNothing())
		.returning('id')
		.executeTakeFirst();
	if (made) {
		await attendanceChanged(tx, time, [arrival.whoKey]);
		await tellAttended(tx, time, { ...arrival, attendanceId: id });
		return { id, repeated: false };
	}
	const there = await db
		.selectFrom('activities.attendance')
		.select('id')
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where((eb) => eb.or([eb('client_id', '=', arrival.clientId), eb.and([eb('occurrence_id', '=', time.id), eb('who_key', '=', arrival.whoKey), eb('taken_back_at', 'is', null)])]))
		.limit(1)
		.executeTakeFirstOrThrow();
	return { id: there.id, repeated: true };
}

/** Tells other modules that somebody came. */
export const tellAttended = (tx: Tx, time: TimeOf, { attendanceId, personId, userId, phoneHash, nameSealed }: Pick<Arrival, 'personId' | 'userId' | 'phoneHash' | 'nameSealed'> & { attendanceId: string }): Promise<void> =>
	tx.emit('activities.attended', { attendanceId, personId, userId, phoneHash, nameSealed, learning: time.learning, title: time.title, place: time.place, communityId: time.communityId, onDay: time.onDay, startsAt: time.startsAt, endsAt: time.endsAt });

/** What follows when somebody came, or did not after all: how far they are in the course, and the counts of the day. */
export async function attendanceChanged(tx: Tx, time: Pick<TimeOf, 'onDay' | 'programmeId'>, whoKeys: readonly string[]): Promise<void> {
	factChanged(tx, { measures: ATTENDANCE_COUNTED, days: [time.onDay] });
	if (time.programmeId) await followLearners(tx, time.programmeId, whoKeys);
}
