import { myCases } from '#modules/requests/index.ts';
import type { PageServerLoad } from './$types';

const ENDED = ['solved', 'unsolved_closed', 'declined', 'withdrawn', 'merged'];

export const load: PageServerLoad = async ({ locals }) => {
	const cases = await myCases(locals.ctx, { limit: 100 });
	return {
		waiting: cases.filter(({ state }) => state === 'served'),
		open: cases.filter(({ state }) => state !== 'served' && !ENDED.includes(state)),
		past: cases.filter(({ state }) => ENDED.includes(state))
	};
};
