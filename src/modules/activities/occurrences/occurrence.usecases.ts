import * as v from 'valibot';
import type { WriteTx } from '#platform/db/tx.ts';
import { addDays, dateIn, daysBetween } from '#platform/dates/index.ts';
import { AppError, conflict, notFound } from '#platform/errors.ts';
import { factChanged } from '#platform/facts.ts';
import { newId } from '#platform/ids.ts';
import { zoneOf } from '#platform/tenant.ts';
import { forModule } from '#platform/usecase.ts';
import { demandKeep } from '../activities.policy.ts';
import { permissions } from '../activities.permissions.ts';
import { HELD_KEYS } from '../activities.measure-keys.ts';
import '../activities.events.ts';
import type { Activity } from '../offering/activity.model.ts';
import { day, id, minutes, time } from '../offering/activity.schemas.ts';
import { lockActivity, putActivity } from '../offering/activity.store.ts';
import { followTimes } from '../programmes/learner.store.ts';
import { rememberForUndo } from '../offering/undo.store.ts';
import type { Occurrence } from './occurrence.model.ts';
import { movedBy, putTimes, timesOf } from './occurrence.store.ts';
import { timeOn } from './recurrence.model.ts';

const { useCase } = forModule<'activities'>();

const why = v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200)), '');
const place = v.optional(v.nullable(v.pipe(v.string(), v.trim(), v.maxLength(120))));
/** this time alone, or this and all that follow it in the series */
const span = v.optional(v.picklist(['one', 'following']), 'one');

/**
 * The activity that a time belongs to, locked, with its times; the caller may keep it.
 * @throws platform.notFound (404), platform.forbidden (403), activities.notPublished (409)
 */
async function lockWithTimes(tx: WriteTx<'activities'>, occurrenceId: string): Promise<{ activity: Activity; times: Occurrence[]; time: Occurrence }> {
	const row = await tx.db.selectFrom('activities.occurrence').select('activity_id').where('subdistrict_id', '=', tx.ctx.subdistrictId).where('id', '=', occurrenceId).executeTakeFirst();
	if (!row) throw notFound('occurrence');
	const activity = await lockActivity(tx, row.activity_id);
	demandKeep(tx.ctx.actor, activity, permissions.edit);
	if (activity.state !== 'published') throw conflict('activities.notPublished');
	const times = await timesOf(tx, activity.id, true);
	return { activity, times, time: times.find((each) => each.id === occurrenceId)! };
}

const touched = (tx: WriteTx<'activities'>, activity: Activity): Activity => ({ ...activity, changedAt: tx.ctx.clock.now(), changedBy: tx.ctx.actor.name, version: activity.version + 1 });

/** What of the series a change reaches: one time, or all that the rule gives from there on. Those that are over stay. */
const reached = (times: readonly Occurrence[], time: Occurrence, which: 'one' | 'following', now: Date): Occurrence[] =>
	which === 'one' ? [time] : times.filter((each) => each.plannedFor >= time.plannedFor && each.state === 'planned' && (each.id === time.id || each.startsAt > now));

/**
 * Moves one time, or it and all that follow, to another day, time, length or place. Its UID stays and SEQUENCE rises, so
 * calendars move it too.
 * @throws activities.alreadyCancelled, platform.changed (409)
 */
export const moveOccurrence = useCase({
	name: 'activities.moveTimes',
	access: permissions.edit,
	input: v.object({ id, version: v.pipe(v.number(), v.integer()), span, onDay: day, startsAt: time, minutes, place, why }),
	prepare: async (ctx) => zoneOf(ctx),
	run: async (tx, input, zone) => {
		const { activity, times, time } = await lockWithTimes(tx, input.id);
		if (time.version !== input.version) throw conflict('platform.changed');
		if (time.state === 'cancelled') throw conflict('activities.alreadyCancelled');
		const changed = reached(times, time, input.span, tx.ctx.clock.now());
		await rememberForUndo(tx, activity, 'move', changed);
		const days = daysBetween(time.plannedFor.slice(0, 10), input.onDay);
		const put = changed.map((each) => ({
			...each,
			...timeOn(each.id === time.id ? input.onDay : addDays(each.plannedFor.slice(0, 10), days), input.startsAt, input.minutes, zone),
			place: input.place === undefined ? each.place : input.place || null,
			why: input.why,
			byHand: each.byHand || input.span === 'one'
		}));
		await putTimes(tx, put);
		await putActivity(tx, touched(tx, { ...activity, shift: input.span === 'following' ? { from: time.plannedFor.slice(0, 10), days, startsAt: input.startsAt, minutes: input.minutes } : activity.shift }));
		await tx.emit('activities.timesChanged', { activityId: activity.id, occurrenceIds: changed.map((each) => each.id), what: 'moved', why: input.why, moved: movedBy(changed, put) });
		return { activityId: activity.id, communityId: activity.communityId, changed: changed.length };
	},
	subject: (input, { activityId, communityId, changed }) => ({ subjectType: 'activity', subjectId: activityId, communityId, detail: { occurrence: input.id, span: input.span, changed, onDay: input.onDay, startsAt: input.startsAt } })
});

/**
 * Cancels one time, or it and all that follow; the reason is shown. Nothing is deleted: calendars get STATUS:CANCELLED.
 * @throws activities.alreadyCancelled, activities.alreadyOver, activities.cameAlready (409)
 */
export const cancelOccurrence = useCase({
	name: 'activities.cancelTimes',
	access: permissions.edit,
	input: v.object({ id, span, why: v.pipe(v.string('activities.whyMissing'), v.trim(), v.minLength(1, 'activities.whyMissing'), v.maxLength(200)) }),
	run: async (tx, input) => {
		const { activity, times, time } = await lockWithTimes(tx, input.id);
		if (time.state === 'cancelled') throw conflict('activities.alreadyCancelled');
		const changed = reached(times, time, input.span, tx.ctx.clock.now());
		await demandNobodyCame(tx, changed);
		await rememberForUndo(tx, activity, 'cancel', changed);
		await putTimes(tx, changed.map((each) => ({ ...each, state: 'cancelled' as const, why: input.why })));
		const stops = time.plannedFor.slice(0, 10);
		await putActivity(tx, touched(tx, { ...activity, stopsBefore: input.span === 'following' && (activity.stopsBefore === null || stops < activity.stopsBefore) ? stops : activity.stopsBefore }));
		await tx.emit('activities.timesChanged', { activityId: activity.id, occurrenceIds: changed.map((each) => each.id), what: 'cancelled', why: input.why });
		await followTimes(tx, activity.id);
		return { activityId: activity.id, communityId: activity.communityId, changed: changed.length };
	},
	subject: (input, { activityId, communityId, changed }) => ({ subjectType: 'activity', subjectId: activityId, communityId, detail: { occurrence: input.id, span: input.span, changed } })
});

/**
 * What people came to was held, whatever is said afterwards; of one that is broken off at the door the arrivals are taken back first,
 * and with them what was credited for them.
 * @throws activities.alreadyOver, activities.cameAlready (409)
 */
async function demandNobodyCame({ db, ctx }: WriteTx<'activities'>, times: readonly Occurrence[]): Promise<void> {
	const came = await db.selectFrom('activities.attendance').select('occurrence_id').where('subdistrict_id', '=', ctx.subdistrictId).where('occurrence_id', 'in', times.map((time) => time.id)).where('taken_back_at', 'is', null).limit(1).executeTakeFirst();
	if (came) throw conflict(times.find(({ id }) => id === came.occurrence_id)!.endsAt <= ctx.clock.now() ? 'activities.alreadyOver' : 'activities.cameAlready');
}

/** Lets a cancelled time take place after all. @throws activities.alreadyOver (409) when its time has passed */
export const restoreOccurrence = useCase({
	name: 'activities.restoreTime',
	access: permissions.edit,
	input: v.object({ id }),
	run: async (tx, input) => {
		const { activity, time } = await lockWithTimes(tx, input.id);
		if (time.state === 'planned') return { activityId: activity.id, communityId: activity.communityId };
		if (time.endsAt <= tx.ctx.clock.now()) throw conflict('activities.alreadyOver');
		await putTimes(tx, [{ ...time, state: 'planned', why: '', byHand: true }]);
		await tx.emit('activities.timesChanged', { activityId: activity.id, occurrenceIds: [time.id], what: 'restored', why: '' });
		await followTimes(tx, activity.id);
		return { activityId: activity.id, communityId: activity.communityId };
	},
	subject: (input, { activityId, communityId }) => ({ subjectType: 'activity', subjectId: activityId, communityId, detail: { occurrence: input.id } })
});

/** One more time beside what the rule gives (RDATE). @throws activities.timeThere (409) when it has one then */
export const addOccurrence = useCase({
	name: 'activities.addTime',
	access: permissions.edit,
	input: v.object({ activityId: id, onDay: day, startsAt: time, minutes }),
	prepare: async (ctx) => zoneOf(ctx),
	run: async (tx, input, zone) => {
		const { db, ctx } = tx;
		const activity = await lockActivity(tx, input.activityId);
		demandKeep(ctx.actor, activity, permissions.edit);
		if (activity.state !== 'published') throw conflict('activities.notPublished');
		if (daysBetween(dateIn(ctx.clock.now(), zone), input.onDay) > 3 * 366) throw new AppError('platform.invalidInput', { status: 422, fields: [{ path: 'onDay', code: 'activities.dayWrong' }] });
		const { onDay, startsAt, endsAt } = timeOn(input.onDay, input.startsAt, input.minutes, zone);
		const made = newId();
		const added = await db
			.insertInto('activities.occurrence')
			.values({ subdistrict_id: ctx.subdistrictId, id: made, activity_id: activity.id, planned_for: `${onDay}T${input.startsAt}`, on_day: onDay, starts_at: startsAt, ends_at: endsAt, capacity: activity.capacity, by_hand: true, uid: made, changed_at: ctx.clock.now() })
			.onConflict((oc) => oc.columns(['subdistrict_id', 'activity_id', 'planned_for']).doNothing())
			.returning('id')
			.executeTakeFirst();
		if (!added) throw conflict('activities.timeThere');
		await factChanged(tx, { measures: HELD_KEYS, days: [onDay] });
		await putActivity(tx, touched(tx, activity));
		await followTimes(tx, activity.id);
		return { id: made, communityId: activity.communityId };
	},
	subject: (input, { id, communityId }) => ({ subjectType: 'activity', subjectId: input.activityId, communityId, detail: { occurrence: id } })
});
