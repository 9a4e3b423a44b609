import type { Ctx } from '#platform/context.ts';
import { readTx, writeTx } from '#platform/db/tx.ts';
import { addDays, dateIn } from '#platform/dates/index.ts';
import type { JobDefinition } from '#platform/jobs.ts';
import { zoneOf } from '#platform/tenant.ts';
import '../activities.events.ts';
import { AHEAD_DAYS } from '../offering/activity.model.ts';
import { lockActivity, putActivity } from '../offering/activity.store.ts';
import { followTimes } from '../programmes/learner.store.ts';
import { holidaysBetween } from './holidays.ts';
import { makeTimes, putTimes, timesOf } from './occurrence.store.ts';

/**
 * Makes the times of every published series up to the horizon, and cancels those that fall on a public holiday which became
 * known after they were made, where the series leaves holidays out. Running it twice changes nothing.
 */
export async function makeTimesAhead(ctx: Ctx): Promise<void> {
	const zone = await zoneOf(ctx);
	const today = dateIn(ctx.clock.now(), zone);
	const until = addDays(today, AHEAD_DAYS);
	const series = await readTx<'activities', { id: string }[]>(ctx, ({ db }) =>
		db.selectFrom('activities.activity').select('id').where('subdistrict_id', '=', ctx.subdistrictId).where('state', '=', 'published').where('rule', 'is not', null).orderBy('id').execute()
	);
	// Each in a transaction of its own: one that fails does not keep the others from their times.
	for (const { id } of series)
		await writeTx<'activities', void>(ctx, async (tx) => {
			const activity = await lockActivity(tx, id);
			if (activity.state !== 'published') return;
			const holidays = activity.skipHolidays ? await holidaysBetween(tx, today, until) : new Map<string, string>();
			const from = activity.expandedUntil ? addDays(activity.expandedUntil, 1) : activity.firstOn;
			let made = 0;
			if (from <= until) {
				made = await makeTimes(tx, activity, zone, from, until, new Set(holidays.keys()));
				await putActivity(tx, { ...activity, expandedUntil: until });
			}
			// One that somebody put on this day by hand stays.
			const out = !holidays.size ? [] : (await timesOf(tx, id, true)).filter((time) => time.state === 'planned' && time.startsAt > ctx.clock.now() && holidays.has(time.onDay) && time.onDay === time.plannedFor.slice(0, 10) && !time.byHand);
			for (const time of out) {
				const why = holidays.get(time.onDay)!;
				await putTimes(tx, [{ ...time, state: 'cancelled', why }]);
				await tx.emit('activities.timesChanged', { activityId: id, occurrenceIds: [time.id], what: 'cancelled', why });
			}
			if (made || out.length) await followTimes(tx, id);
		});
}

/** 17:05 UTC is five past one at night in Shanghai. */
export const makeTimesAheadJob: JobDefinition = { task: 'activities:times', cron: '5 17 * * *', run: makeTimesAhead };
