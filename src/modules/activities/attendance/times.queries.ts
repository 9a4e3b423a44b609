/** The times of an activity on its desk pages: which there are, what one says of itself, who of the register is in it. Nobody is named. */
import * as v from 'valibot';
import { notFound } from '#platform/errors.ts';
import { forModule } from '#platform/usecase.ts';
import { noSuchTime } from '../activities.errors.ts';
import { permissions } from '../activities.permissions.ts';
import { mayKeep } from '../activities.policy.ts';
import { findActivity } from '../offering/activity.store.ts';
import { timeOf, type TimeOf } from '../signup/rules.store.ts';
import { LIVE } from '../signup/signup.model.ts';
import { DOOR_OPENS_MS } from './attendance.usecases.ts';
import { doorPath } from './door.usecases.ts';

const { query } = forModule<'activities'>();
const OfTime = v.object({ occurrenceId: v.pipe(v.string(), v.uuid()) });

/** One time, without anybody of it. */
export interface TimeHead {
	occurrenceId: string;
	activityId: string;
	title: string;
	place: string;
	onDay: string;
	startsAt: Date;
	endsAt: Date;
	cancelled: boolean;
	/** it takes place, and its list is open */
	mayCheckIn: boolean;
	capacity: number | null;
	doorPath: string;
	programmeId: string | null;
}

export const headOf = (time: TimeOf, now: Date): TimeHead => ({
	occurrenceId: time.id,
	activityId: time.activityId,
	title: time.title,
	place: time.place,
	onDay: time.onDay,
	startsAt: time.startsAt,
	endsAt: time.endsAt,
	cancelled: time.cancelled,
	mayCheckIn: !time.cancelled && now.getTime() >= time.startsAt.getTime() - DOOR_OPENS_MS,
	capacity: time.capacity,
	doorPath: doorPath(time.id),
	programmeId: time.programmeId
});

/** @throws platform.notFound (404) for an activity that is not the caller's to keep */
export const timeHead = query({
	name: 'activities.timeHead',
	access: permissions.serve,
	input: OfTime,
	run: async (tx, { occurrenceId }): Promise<TimeHead> => {
		const time = await timeOf(tx, occurrenceId);
		if (!mayKeep(tx.ctx.actor, time)) throw noSuchTime();
		return headOf(time, tx.ctx.clock.now());
	}
});

/** The people of the register who have a place or wait for one. @throws platform.notFound (404) for an activity that is not the caller's to keep */
export const peopleIn = query({
	name: 'activities.peopleIn',
	access: permissions.serve,
	input: OfTime,
	run: async (tx, { occurrenceId }): Promise<string[]> => {
		const { db, ctx } = tx;
		if (!mayKeep(ctx.actor, await timeOf(tx, occurrenceId))) throw noSuchTime();
		const rows = await db.selectFrom('activities.signup').select('person_id').where('subdistrict_id', '=', ctx.subdistrictId).where('occurrence_id', '=', occurrenceId).where('state', 'in', [...LIVE]).where('person_id', 'is not', null).execute();
		return rows.map(({ person_id }) => person_id!);
	}
});

/** So many times before now, and so many after, a choice offers. */
const NEAREST = 20;

/** The times of an activity for the choice on its desk pages, the nearest to now first. @throws platform.notFound (404) for one that is not the caller's to keep */
export const timesOf = query({
	name: 'activities.timesOf',
	access: permissions.serve,
	input: v.object({ activityId: v.pipe(v.string(), v.uuid()) }),
	run: async (tx, { activityId }) => {
		const { db, ctx } = tx;
		const activity = await findActivity(tx, activityId);
		if (!activity || !mayKeep(ctx.actor, activity)) throw notFound('activity');
		const now = ctx.clock.now();
		const times = db.selectFrom('activities.occurrence').select(['id', 'starts_at as startsAt', 'ends_at as endsAt', 'on_day as onDay']).where('subdistrict_id', '=', ctx.subdistrictId).where('activity_id', '=', activityId).limit(NEAREST);
		const [before, after] = await Promise.all([times.where('starts_at', '<=', now).orderBy('starts_at', 'desc').execute(), times.where('starts_at', '>', now).orderBy('starts_at').execute()]);
		const away = ({ startsAt }: { startsAt: Date }) => Math.abs(startsAt.getTime() - now.getTime());
		return [...before, ...after].sort((a, b) => away(a) - away(b));
	}
});
