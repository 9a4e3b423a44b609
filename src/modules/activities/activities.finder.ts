import type { Finder } from '#platform/manifest.ts';
import { formatDate } from '#platform/dates/index.ts';
import { deskActivities } from './offering/activity.queries.ts';

/** Ctrl K: activities that the caller keeps, by the words of title, text and place. */
export const finder: Finder = {
	roles: ['worker', 'head', 'manager'],
	find: async (ctx, words) => {
		if (words.length < 2) return [];
		const { items } = await deskActivities(ctx, { words: words.slice(0, 60), limit: 5 });
		return items.map((line) => ({ href: `/desk/activities/${line.id}`, label: line.title, hint: formatDate(line.firstOn, ctx.locale), icon: 'calendar-days' }));
	}
};
