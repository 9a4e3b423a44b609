import { myCases } from '#modules/requests/index.ts';
import type { PageServerLoad } from './$types';

/** What is open, then what has ended, each with pages of its own: `?open=` and `?past=` go on from where one was. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const [openFrom, pastFrom] = [url.searchParams.get('open'), url.searchParams.get('past')];
	const none = { items: [], next: null };
	const [open, past] = await Promise.all([
		pastFrom ? none : myCases(locals.ctx, { ended: false, cursor: openFrom, limit: 50 }),
		openFrom ? none : myCases(locals.ctx, { ended: true, cursor: pastFrom, limit: 20 })
	]);
	return {
		waiting: open.items.filter(({ state }) => state === 'served'),
		open: open.items.filter(({ state }) => state !== 'served'),
		past: past.items,
		next: { open: open.next, past: past.next },
		paged: !!(openFrom || pastFrom)
	};
};
