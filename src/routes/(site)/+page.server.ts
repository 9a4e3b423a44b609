import { timesBetween } from '#modules/activities/index.ts';
import { listNotices } from '#modules/notices/index.ts';
import { addDays, dateIn } from '#platform/dates/index.ts';
import { PUBLIC_RATES, publicRates } from './rates.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const zone = locals.subdistrict?.timeZone ?? 'Asia/Shanghai';
	const today = dateIn(locals.ctx.clock.now(), zone);
	const [{ pinned, items }, { whole }, times] = await Promise.all([
		listNotices(locals.ctx, { limit: 6 }),
		publicRates(locals.ctx, zone, 90),
		timesBetween(locals.ctx, { from: today, to: addDays(today, 6), limit: 60 })
	]);
	const now = locals.ctx.clock.now();
	return {
		// Seven days from today, at most three a day: the rest is a page of its own.
		week: Array.from({ length: 7 }, (_, i) => addDays(today, i)).map((day) => ({
			day,
			times: times
				.filter((time) => time.onDay === day && time.state === 'planned' && time.endsAt > now)
				.slice(0, 3)
				.map(({ id, activityId, title, startsAt }) => ({ id, activityId, title, startsAt }))
		})),
		rates: PUBLIC_RATES.map((key) => whole[key]),
		news: [...pinned, ...items].slice(0, 6).map(({ id, title, pinned, publishFrom }) => ({ id, title, pinned, publishFrom }))
	};
};
