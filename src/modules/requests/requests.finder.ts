import type { Finder } from '#platform/manifest.ts';
import { listCases } from './lists/list.queries.ts';
import { casePath } from './case/told.ts';

/** Ctrl K: a number, a telephone number or words lead to cases, those that changed last first. */
export const finder: Finder = {
	roles: ['worker', 'head', 'manager'],
	find: async (ctx, words) => {
		const { items } = await listCases(ctx, { queue: 'all', text: words, limit: 5 });
		return items.map((line) => ({ href: casePath(line.id), label: `${line.number} ${line.summary}`, hint: line.place, icon: 'inbox' }));
	}
};
